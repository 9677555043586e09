/** What a document of guidance is (M1). `procedure` is the outcome of a process review (M11). */
export const guidanceKinds = [
  'law',
  'regulation',
  'rule',
  'duties',
  'channel',
  'contact',
  'guide',
  'procedure',
] as const;
export type GuidanceKind = (typeof guidanceKinds)[number];
