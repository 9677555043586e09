import { describe, expect, it } from '@jest/globals';
import type { DoorRequest, DoorResponse } from '../bootstrap/door-request';
import { ProblemError } from '../problems/problem-error';
import { onlyStorableText } from './only-storable-text';

/** The paths that are named as wrong. */
function refused(request: { url?: string; query?: unknown; body?: unknown }): string[] {
  let error: unknown;
  onlyStorableText(request as DoorRequest, {} as DoorResponse, (given) => {
    error = given;
  });
  if (error === undefined) return [];
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).code).toBe('invalidRequest');
  return (error as ProblemError).more.errors?.map(({ path }) => path) ?? [];
}

describe('what no text of the record may hold', () => {
  it('is refused in path and query, there by its name', () => {
    expect(refused({ url: '/v1/inbox/%00/read' })).toEqual(['url']);
    expect(
      refused({ url: '/v1/cases?q=a%00b', query: { q: 'a\u0000b', limit: ['1', '\u0000'] } }).sort(),
    ).toEqual(['limit.1', 'q']);
    expect(refused({ url: '/v1/cases?q=%2500&limit=100%25', query: { q: '%00', limit: '100%' } })).toEqual(
      [],
    );
  });

  it('is refused in a body, by the path of the text', () => {
    const body = { text: 'a\u0000b', filer: { name: '\ud800' }, list: ['fine', { deep: '\udc00 ' }] };
    expect(refused({ body }).sort()).toEqual(['filer.name', 'list.1.deep', 'text']);
    expect(refused({ body: { 'a\u0000': 1 } })).toEqual(['a\u0000']);
  });

  it('is not what people write', () => {
    expect(
      refused({ url: '/v1/cases', body: { text: '案 𠮷 😀 \\u0000 \u0001', count: 1, no: null } }),
    ).toEqual([]);
    expect(refused({ url: '/v1/cases' })).toEqual([]);
  });

  it('is looked for however deep a body is nested, and not named without end', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`) as unknown;
    expect(refused({ body: deep })).toHaveLength(1);
    expect(refused({ body: Array.from({ length: 1_000 }, () => '\u0000') })).toHaveLength(20);
  });
});
