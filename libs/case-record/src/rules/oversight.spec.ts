import { describe, expect, it } from '@jest/globals';
import { inheritOversight } from './oversight';

const department = (
  code: string,
  superior: string | null,
  supervisoryBody: string | null = null,
  complaintChannels: string[] = [],
) => ({
  code,
  superior,
  supervisoryBody,
  complaintChannels,
});

describe('oversight', () => {
  const inherited = inheritOversight([
    department('city', null, 'congress', ['hotline']),
    department('bureau', 'city', 'audit'),
    department('office', 'bureau', null, ['letters']),
    department('window', 'office'),
  ]);

  it('comes from the nearest superior that names it, body and channels apart', () => {
    expect(inherited.get('window')).toEqual({ supervisoryBody: 'audit', complaintChannels: ['letters'] });
    expect(inherited.get('bureau')).toEqual({ supervisoryBody: 'audit', complaintChannels: ['hotline'] });
  });

  it('ends where the tree loops', () => {
    const looped = inheritOversight([department('a', 'b'), department('b', 'a')]);
    expect(looped.get('a')).toEqual({ supervisoryBody: null, complaintChannels: [] });
  });
});
