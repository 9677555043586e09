// Who may reach what. Between projects by the tags in each package.json; within and below by restricted imports.
// test/lint/boundaries.spec.ts keeps a violation of each and shows that it is caught.
import { builtinModules } from 'node:module';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';

// Without a graph in Nx's cache the rule below would be skipped in silence.
await createProjectGraphAsync({ exitOnError: true });

const contractsMayUse = ['zod', '@temporalio/common', '@temporalio/workflow'];
/** What reads the record and keeps tables of its own beside it. */
const onTheRecord = ['scope:contracts', 'scope:case-rules', 'scope:case-record'];
const specsMayUse = ['@jest/globals', 'fast-check', 'chinese-days'];

/** `besides`: packages that are allowed to specs only. */
const betweenProjects = ({ besides = [], allow = [] } = {}) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      allow,
      enforceBuildableLibDependency: false,
      banTransitiveDependencies: true,
      depConstraints: [
        { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'] },
        { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
        { sourceTag: 'type:infra', onlyDependOnLibsWithTags: ['type:lib'] },
        { sourceTag: 'type:test', onlyDependOnLibsWithTags: ['*'] },
        { sourceTag: 'runtime:workflow', onlyDependOnLibsWithTags: ['runtime:workflow'] },
        { sourceTag: 'scope:case-record', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:case-rules'] },
        { sourceTag: 'scope:guidance', onlyDependOnLibsWithTags: [...onTheRecord, 'scope:text-search'] },
        { sourceTag: 'scope:case-search', onlyDependOnLibsWithTags: [...onTheRecord, 'scope:text-search'] },
        { sourceTag: 'scope:figures', onlyDependOnLibsWithTags: onTheRecord },
        {
          sourceTag: 'scope:process-reviews',
          onlyDependOnLibsWithTags: [...onTheRecord, 'scope:figures', 'scope:guidance'],
        },
        {
          sourceTag: 'scope:doors',
          onlyDependOnLibsWithTags: [
            ...onTheRecord,
            'scope:guidance',
            'scope:case-search',
            'scope:service-kit',
          ],
        },
        { sourceTag: 'scope:text-search', onlyDependOnLibsWithTags: [] },
        { sourceTag: 'scope:kafka-client', onlyDependOnLibsWithTags: ['scope:service-kit'] },
        { sourceTag: 'scope:service-kit', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:case-rules'] },
        {
          sourceTag: 'scope:case-rules',
          onlyDependOnLibsWithTags: ['scope:contracts'],
          allowedExternalImports: besides,
        },
        {
          sourceTag: 'scope:contracts',
          onlyDependOnLibsWithTags: [],
          allowedExternalImports: [...contractsMayUse, ...besides],
        },
      ],
    },
  ],
});

const environmentByImport = ['process', 'node:process'].map((name) => ({
  name,
  message: 'Only a configuration file reads the environment.',
}));
const builtIns = {
  regex: `^(node:|(${builtinModules.join('|')})(/|$))`,
  message: 'No Node built-ins here: this code also runs inside workflows and must be pure.',
};
const temporal = {
  regex: '^@temporalio/',
  message: 'Doors and notifications stand without Temporal: only the worker talks to it.',
};
const kafka = {
  regex: '^(kafkajs|@casetrace/kafka-client)',
  message: 'The doors never talk to Kafka: the outbox is relayed by the worker.',
};
const notForWorkflows = [
  {
    regex: '^(?!\\.{1,2}/)(?!(@temporalio/workflow|@casetrace/(contracts|case-rules))$)',
    allowTypeImports: true,
    message: 'A workflow imports @temporalio/workflow, contracts, case-rules, and types.',
  },
  {
    regex: '^\\.\\./',
    allowTypeImports: true,
    message: 'A workflow takes only types from outside its folder.',
  },
];

const restrictedImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { paths: environmentByImport, patterns }],
});

const noDynamicImport = {
  selector: 'ImportExpression',
  message: 'Imports of this code are static, so that they can be checked.',
};
const noClockOfItsOwn = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The rules have no clock: the time is given.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The rules have no clock: the time is given.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'The same question gets the same answer.',
  },
];
const nodeGlobals = [
  'process',
  'Buffer',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
].map((name) => ({
  name,
  message: 'This code also runs inside workflows and must be pure.',
}));

export const boundaries = [
  { files: ['**/*.ts'], plugins: { '@nx': nx }, rules: { ...betweenProjects(), ...restrictedImports() } },
  {
    files: ['libs/contracts/src/**/*.ts', 'libs/case-rules/src/**/*.ts'],
    rules: {
      ...restrictedImports(builtIns),
      'no-restricted-globals': ['error', ...nodeGlobals],
      'no-restricted-syntax': ['error', noDynamicImport],
    },
  },
  {
    files: ['libs/case-rules/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDynamicImport, ...noClockOfItsOwn] },
  },
  {
    files: ['apps/{intake,query}-service/src/**/*.ts', 'libs/doors/src/**/*.ts'],
    rules: restrictedImports(temporal, kafka),
  },
  { files: ['apps/{notification-service,event-publisher}/src/**/*.ts'], rules: restrictedImports(temporal) },
  {
    files: ['apps/case-workflow-worker/src/workflows/**/*.ts'],
    rules: {
      ...restrictedImports(...notForWorkflows),
      'no-restricted-globals': ['error', ...nodeGlobals.filter(({ name }) => name !== 'setTimeout')],
      'no-restricted-syntax': ['error', noDynamicImport],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.testing.ts'],
    rules: {
      ...betweenProjects({ besides: specsMayUse }),
      ...restrictedImports(),
      'no-restricted-globals': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    // Tests may take apps apart; nobody else may import one. What the bench loads is tested on the engines of the other tests.
    files: ['test/**/*.ts'],
    rules: betweenProjects({
      besides: specsMayUse,
      allow: ['/apps/[^/]+/src/', '/load/src/volume/', '^@casetrace/'],
    }),
  },
];
