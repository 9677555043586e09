// Writes the tables of docs/figures.md from the definitions that the code uses:
// `npx tsc -b libs/figures && node docs/generate-figures.mjs`.
// libs/figures/src/definitions/definitions.spec.ts fails while the document is not what this would write.
import { readFileSync, writeFileSync } from 'node:fs';
import page from '../libs/figures/dist/definitions/definitions-page.js';

const file = new URL('figures.md', import.meta.url);
writeFileSync(file, page.withDefinitions(readFileSync(file, 'utf8')));
