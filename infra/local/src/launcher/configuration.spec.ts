import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, describeSettings, readLocalConfiguration } from './configuration';

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readLocalConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration of npm start', () => {
  it('needs nothing to be set', () => {
    const configuration = readLocalConfiguration({});
    expect(configuration).toMatchObject({
      INTAKE_PORT: 7301,
      MAIL_WEB_PORT: 7317,
      TEMPORAL_NAMESPACE: 'casetrace',
    });
    expect(configuration.CASETRACE_STATE).toMatch(/[/\\]\.casetrace$/);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readLocalConfiguration({ KAFKA_BROKERS: '', INTAKE_PORT: '' })).toMatchObject({
      INTAKE_PORT: 7301,
    });
  });

  it('reports every problem at once', () => {
    const problems = problemsOf({
      INTAKE_PORT: '70000',
      KAFKA_PORT: 'many',
      DATABASE_URL: 'mysql://localhost/cases',
      TEMPORAL_ADDRESS: 'http://localhost:7233',
      SMTP_PORT: '7301x',
    });
    const variables = problems.map((problem) => problem.split(':')[0]).sort();
    expect(variables).toEqual(['DATABASE_URL', 'INTAKE_PORT', 'KAFKA_PORT', 'SMTP_PORT', 'TEMPORAL_ADDRESS']);
  });

  it('refuses one port for two purposes and names both', () => {
    expect(problemsOf({ QUERY_PORT: '7301' })).toEqual(['QUERY_PORT: the same port as INTAKE_PORT (7301)']);
  });

  it('refuses a shared port together with the other problems', () => {
    expect(problemsOf({ QUERY_PORT: '8000', INTAKE_PORT: '8000', KAFKA_HEAP_MB: '1' })).toHaveLength(2);
  });

  it('lists each variable in the help', () => {
    for (const variable of Object.keys(readLocalConfiguration({}))) {
      if (variable !== 'inherited') expect(describeSettings()).toContain(variable);
    }
  });
});
