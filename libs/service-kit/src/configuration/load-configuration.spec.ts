import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, readConfiguration } from './load-configuration';
import { identitySettings, portSetting, recordSettings, serviceSettings } from './service-configuration';

const schema = z.object({
  ...serviceSettings,
  ...recordSettings,
  ...identitySettings,
  PORT: portSetting(7401),
});
const complete = {
  DATABASE_URL: 'postgres://casetrace:word@127.0.0.1:5432/casetrace',
  ACCESS_CODE_SECRET: 'x'.repeat(32),
};

describe('readConfiguration', () => {
  it('fills in what is usual and takes an empty variable for an absent one', () => {
    const read = readConfiguration(schema, {
      ...complete,
      PORT: '',
      TRUST_PROXY: '2',
      DATABASE_POOL_SIZE: '8',
    });
    expect(read).toMatchObject({
      PORT: 7401,
      TRUST_PROXY: 2,
      DATABASE_POOL_SIZE: 8,
      BODY_LIMIT_BYTES: 262_144,
    });
  });

  it('names every wrong variable at once, with meaning and example and without its value', () => {
    const environment = { DATABASE_URL: 'mysql://sesame', ACCESS_CODE_SECRET: 'sesame', PORT: 'x' };
    let error: unknown;
    try {
      readConfiguration(schema, environment);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigurationError);
    const { problems, message } = error as ConfigurationError;
    expect(problems.map(({ variable }) => variable).sort()).toEqual([
      'ACCESS_CODE_SECRET',
      'DATABASE_URL',
      'PORT',
    ]);
    for (const { meaning, example } of problems) {
      expect(message).toContain(meaning);
      expect(message).toContain(example);
      expect(meaning).not.toBe('');
      expect(example).not.toBe('');
    }
    expect(message).not.toContain('sesame');
  });

  it('says of a missing variable that it is missing', () => {
    expect(() => readConfiguration(schema, { ACCESS_CODE_SECRET: 'x'.repeat(40) })).toThrow(
      /DATABASE_URL: is missing/,
    );
  });
});
