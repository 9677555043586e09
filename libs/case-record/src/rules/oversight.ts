/** Who watches over a department, and where its filers may complain. */
export interface Oversight {
  supervisoryBody: string | null;
  complaintChannels: string[];
}

/**
 * Gives each department its own supervisory body and complaint channels or, where it names none, those of the nearest
 * superior that does (M6d, P3). A loop in the tree ends the search.
 */
export function inheritOversight(
  departments: readonly (Oversight & { code: string; superior: string | null })[],
): Map<string, Oversight> {
  const byCode = new Map(departments.map((department) => [department.code, department]));
  const nearest = <Found>(code: string, find: (oversight: Oversight) => Found | null): Found | null => {
    const seen = new Set<string>();
    let at = byCode.get(code);
    while (at && !seen.has(at.code)) {
      const found = find(at);
      if (found !== null) return found;
      seen.add(at.code);
      at = at.superior === null ? undefined : byCode.get(at.superior);
    }
    return null;
  };
  return new Map(
    departments.map(({ code }) => [
      code,
      {
        supervisoryBody: nearest(code, ({ supervisoryBody }) => supervisoryBody),
        complaintChannels:
          nearest(code, ({ complaintChannels }) =>
            complaintChannels.length > 0 ? complaintChannels : null,
          ) ?? [],
      },
    ]),
  );
}
