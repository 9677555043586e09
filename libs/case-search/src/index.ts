// Search over cases, similar cases and duplicates (M8, P10).
export {};
