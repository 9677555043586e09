import { commandBodies } from '@casetrace/contracts';
import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../problems/problem-error';
import { checked } from './checked';

describe('checked', () => {
  it('names every wrong field by its path, unknown ones too', () => {
    const body = {
      category: 'water',
      subject: '',
      channel: 'fax',
      place: { street: 1 },
      filer: { mail: 'x' },
      extra: 1,
    };
    let error: unknown;
    try {
      checked(commandBodies.register, body);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ProblemError);
    const paths = (error as ProblemError).more.errors?.map(({ path }) => path).sort();
    expect(paths).toEqual(['channel', 'details', 'extra', 'filer.mail', 'place.street', 'subject']);
  });

  it('takes a missing body for an empty one', () => {
    expect(checked(commandBodies.claim, undefined)).toEqual({});
  });
});
