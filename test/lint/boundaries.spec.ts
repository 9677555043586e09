import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

interface Finding {
  ruleId: string | null;
  message: string;
}

const root = join(__dirname, '..', '..');
const tags = '@nx/enforce-module-boundaries';
const imports = '@typescript-eslint/no-restricted-imports';

const contracts = 'libs/contracts/src';
const caseRules = 'libs/case-rules/src';
const caseRecord = 'libs/case-record/src';
const serviceKit = 'libs/service-kit/src';
const intake = 'apps/intake-service/src';
const query = 'apps/query-service/src';
const notification = 'apps/notification-service/src';
const publisher = 'apps/event-publisher/src';
const workflows = 'apps/case-workflow-worker/src/workflows';

/** What must not stand where, and the rule that says so. `times`: how often, when more than once. */
const violations: { fixture: string; folder: string; rule: string; times?: number }[] = [
  { fixture: 'contracts-imports-nest', folder: contracts, rule: tags },
  { fixture: 'contracts-imports-case-rules', folder: contracts, rule: tags },
  { fixture: 'contracts-imports-built-in', folder: contracts, rule: imports },
  { fixture: 'contracts-imports-built-in-by-old-name', folder: contracts, rule: imports },
  { fixture: 'contracts-uses-process', folder: contracts, rule: 'no-restricted-globals' },
  { fixture: 'contracts-imports-nest', folder: caseRules, rule: tags },
  { fixture: 'contracts-imports-built-in', folder: caseRules, rule: imports },
  { fixture: 'case-rules-imports-typeorm', folder: caseRules, rule: tags },
  { fixture: 'case-rules-imports-pg', folder: caseRules, rule: tags },
  { fixture: 'case-rules-imports-kafkajs', folder: caseRules, rule: tags },
  { fixture: 'case-rules-imports-case-record', folder: caseRules, rule: tags },
  { fixture: 'case-rules-reads-the-clock', folder: caseRules, rule: 'no-restricted-syntax', times: 3 },
  { fixture: 'case-record-imports-service-kit', folder: caseRecord, rule: tags },
  { fixture: 'service-kit-imports-case-record', folder: serviceKit, rule: tags },
  { fixture: 'library-imports-application', folder: serviceKit, rule: tags },
  { fixture: 'library-imports-application', folder: query, rule: tags },
  { fixture: 'library-by-relative-path', folder: caseRules, rule: tags },
  { fixture: 'door-imports-temporal', folder: intake, rule: imports },
  { fixture: 'door-imports-temporal', folder: query, rule: imports },
  { fixture: 'door-imports-temporal', folder: notification, rule: imports },
  { fixture: 'door-imports-temporal', folder: publisher, rule: imports },
  { fixture: 'door-imports-kafka', folder: intake, rule: imports },
  { fixture: 'door-imports-kafka', folder: query, rule: imports },
  { fixture: 'workflow-imports-built-in', folder: workflows, rule: imports },
  { fixture: 'workflow-imports-record', folder: workflows, rule: imports },
  { fixture: 'workflow-imports-activities', folder: workflows, rule: imports },
  { fixture: 'door-imports-kafka', folder: workflows, rule: imports },
  { fixture: 'workflow-imports-dynamically', folder: workflows, rule: 'no-restricted-syntax' },
  { fixture: 'reads-the-environment', folder: intake, rule: 'no-restricted-properties' },
  { fixture: 'imports-the-environment', folder: intake, rule: imports },
  { fixture: 'floating-promise', folder: contracts, rule: '@typescript-eslint/no-floating-promises' },
  { fixture: 'misused-promise', folder: contracts, rule: '@typescript-eslint/no-misused-promises' },
  { fixture: 'switch-with-a-gap', folder: contracts, rule: '@typescript-eslint/switch-exhaustiveness-check' },
  {
    fixture: 'type-imported-as-value',
    folder: caseRules,
    rule: '@typescript-eslint/consistent-type-imports',
  },
];

/** What may stand there: without these, a rule that forbids everything would pass as well. */
const allowed = [
  { fixture: 'rules-as-they-should-be', folder: caseRules },
  { fixture: 'workflow-as-it-should-be', folder: workflows },
  { fixture: 'library-imports-contracts', folder: intake },
  { fixture: 'door-imports-kafka', folder: notification },
];

const textOf = (fixture: string): string =>
  readFileSync(join(__dirname, 'fixtures', `${fixture}.ts`), 'utf8');

/** What a fixture imports need not be there for the fixture; that its type is unknown then is no finding. */
const aboutMoreThanTypes = ({ ruleId }: Finding): boolean =>
  !ruleId?.startsWith('@typescript-eslint/no-unsafe-');

const longText = Array.from({ length: 301 }, (_, line) => `export const value${line} = ${line};`).join('\n');

describe('the lint', () => {
  const findings: Finding[][] = [];
  const cycleAt = violations.length + allowed.length;

  beforeAll(() => {
    const questions = [
      ...[...violations, ...allowed].map(({ fixture, folder }) => ({ text: textOf(fixture), folder })),
      { file: 'test/lint/fixtures/cycle/one.ts' },
      { text: longText, folder: contracts },
    ];
    const answer = execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
      cwd: root,
      input: JSON.stringify(questions),
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    findings.push(...(JSON.parse(answer) as Finding[][]).map((all) => all.filter(aboutMoreThanTypes)));
  }, 300_000);

  it.each(violations.map((violation, index) => ({ ...violation, index })))(
    'catches $fixture in $folder by $rule',
    ({ rule, times = 1, index }) => {
      expect(findings[index]?.map(({ ruleId }) => ruleId)).toEqual(Array<string>(times).fill(rule));
      // Not because it is unknown, but because it is known and forbidden.
      expect(findings[index]?.map(({ message }) => message).join()).not.toMatch(/unresolvable/);
    },
  );

  it.each(allowed.map((fine, index) => ({ ...fine, index: violations.length + index })))(
    'lets $fixture be in $folder',
    ({ index }) => {
      expect(findings[index]).toEqual([]);
    },
  );

  it('catches files that import each other in a circle', () => {
    expect(findings[cycleAt]?.map(({ ruleId }) => ruleId)).toContain('import-x/no-cycle');
  });

  it('catches a file of more than 300 lines', () => {
    expect(findings[cycleAt + 1]?.map(({ ruleId }) => ruleId)).toEqual(['max-lines']);
  });
});
