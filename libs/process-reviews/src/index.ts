// Process reviews (M11).
export {};
