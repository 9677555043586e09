// Four projects. `unit` needs nothing running; the others get PostgreSQL, Temporal, Kafka and a mail catcher.
// Sources are compiled by swc one file at a time; types are checked by `npm run typecheck`, not by the tests.
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform,
  moduleNameMapper: {
    '^@casetrace/((?!local$)[a-z-]+)$': '<rootDir>/libs/$1/src',
    '^@casetrace/local$': '<rootDir>/infra/local/src',
  },
  setupFilesAfterEnv: ['<rootDir>/test/harness/set-timeout.js'],
  modulePathIgnorePatterns: [
    '<rootDir>/(libs|apps|infra|test)/.*/dist/',
    '<rootDir>/\\.casetrace/',
    '<rootDir>/\\.nx/',
  ],
};

const withEngines = {
  ...shared,
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/infra/local', '<rootDir>/test'],
      testMatch: [
        '<rootDir>/libs/*/src/**/*.spec.ts',
        '<rootDir>/apps/*/src/**/*.spec.ts',
        '<rootDir>/infra/local/src/**/*.spec.ts',
        '<rootDir>/test/{lint,demo,load,similar-cases}/**/*.spec.ts',
      ],
      globals: { testTimeoutInMs: 30_000 },
    },
    {
      ...withEngines,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.spec.ts'],
      globals: { testTimeoutInMs: 60_000 },
    },
    {
      ...withEngines,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
      globals: { testTimeoutInMs: 120_000 },
    },
    {
      ...shared,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.spec.ts'],
      globals: { testTimeoutInMs: 900_000 },
    },
  ],
};
