import { BadRequestException, NotFoundException } from '@nestjs/common';
import { problemStatuses, type ProblemCode } from '@casetrace/contracts';
import { describe, expect, it } from '@jest/globals';
import { ProblemError } from './problem-error';
import { isConnectionFault, toProblem } from './to-problem';

const coded = (code: string) =>
  Object.assign(new Error('secret of the database'), { code, facts: { due: 1 } });

describe('toProblem', () => {
  it.each(Object.entries(problemStatuses))('answers %s with %d and its title', (code, status) => {
    const { problem, retryAfterSeconds } = toProblem(new ProblemError(code as ProblemCode), 'id', 2);
    expect(problem).toMatchObject({ type: `urn:casetrace:problem:${code}`, status, code, instance: 'id' });
    expect(problem.title).not.toBe('');
    expect(retryAfterSeconds).toBe(status === 429 || status === 503 ? 2 : undefined);
  });

  it('takes the code of an error of the record, with its facts and without its words', () => {
    const { problem } = toProblem(coded('caseBusy'), 'id', 2);
    expect(problem).toMatchObject({ status: 503, code: 'caseBusy', due: 1 });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('does not let a fact take the place of a member that every problem has', () => {
    const members = { status: 'assigned', code: 'x', title: 'x', until: 'then' };
    const { problem } = toProblem(new ProblemError('notInThisStatus', 'why', { members }), 'id', 2);
    expect(problem).toMatchObject({
      status: 409,
      code: 'notInThisStatus',
      caseStatus: 'assigned',
      until: 'then',
    });
    expect(problem.title).not.toBe('x');
  });

  it.each([
    [new NotFoundException('Cannot GET /x'), 'noSuchRoute'],
    [new BadRequestException('Unexpected token'), 'invalidRequest'],
    [Object.assign(new Error('too large'), { status: 413, expose: true }), 'bodyTooLarge'],
    [Object.assign(new Error('a bug'), { status: 404 }), 'internalError'],
    [new TypeError('x is not a function'), 'internalError'],
    ['a thrown text', 'internalError'],
    [coded('23505'), 'internalError'],
    [coded('57P01'), 'recordUnavailable'],
    [coded('22008'), 'invalidRequest'],
    [Object.assign(new Error('x'), { driverError: coded('22021') }), 'invalidRequest'],
    [coded('22012'), 'internalError'],
    [new AggregateError([coded('ECONNREFUSED')]), 'recordUnavailable'],
  ])('answers %s as %s and says nothing of its inside', (error, code) => {
    const { problem } = toProblem(error, 'id', 2);
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toMatch(/secret|function|thrown|token|Cannot/);
  });
});

describe('isConnectionFault', () => {
  it('looks through the wrapping of drivers', () => {
    expect(isConnectionFault(Object.assign(new Error('x'), { driverError: coded('08006') }))).toBe(true);
    expect(
      isConnectionFault(new Error('x', { cause: new Error('Connection terminated unexpectedly') })),
    ).toBe(true);
    expect(isConnectionFault(new Error('deadlock detected'))).toBe(false);
  });
});
