// What the figures say: statistics, backlog, reports (M11, M13, P12).
export {};
