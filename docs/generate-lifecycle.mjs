// Writes the part of docs/lifecycle.md that follows from the rules: `npx tsc -b libs/case-rules && node docs/generate-lifecycle.mjs`.
// libs/case-rules/src/lifecycle.spec.ts fails while the document is not what this would write.
import { readFileSync, writeFileSync } from 'node:fs';
import rules from '../libs/case-rules/dist/state-diagram.js';

const file = new URL('lifecycle.md', import.meta.url);
writeFileSync(file, rules.withLifecycleBlock(readFileSync(file, 'utf8')));
