// Lints texts as though they stood in a folder of the project. Reads `[{ text, folder }]` or `[{ file }]` as JSON from
// standard input, writes `[[{ ruleId, message }]]`. A process of its own, because ESLint loads its configuration as an ES module.
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/** The least deep source file in or below the folder: its place in the project is lent to the text. */
function sourceFileIn(folder) {
  const file = readdirSync(folder, { recursive: true })
    .sort((one, other) => one.split('/').length - other.split('/').length)
    .find(
      (name) =>
        name.endsWith('.ts') && !/\.(spec|testing)\.ts$/.test(name) && !name.includes('configuration'),
    );
  if (file === undefined) throw new Error(`No source file in ${folder}`);
  return `${folder}/${file}`;
}

const eslint = new ESLint({
  ignore: false,
  // In a single run (CI) the parser would read the lent file itself in place of the text.
  overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
});

async function findingsOf({ file, text, folder }) {
  try {
    const [result] = await (file
      ? eslint.lintFiles([file])
      : eslint.lintText(text, { filePath: sourceFileIn(folder) }));
    return result.messages.map(({ ruleId, message }) => ({ ruleId, message }));
  } catch (error) {
    return [{ ruleId: 'not linted', message: error.message }];
  }
}

const answer = [];
for (const question of JSON.parse(await text(process.stdin))) answer.push(await findingsOf(question));
process.stdout.write(JSON.stringify(answer));
