import { describe, expect, it } from '@jest/globals';
import { type CaseSituation, searchAttributes } from '@casetrace/contracts';
import { TypedSearchAttributes } from '@temporalio/common';
import { changedAttributes, detailsOf, firstAttributes } from './operators-view';
import { describeStep, shanghaiTime } from './steps';

const situation: CaseSituation = {
  trackingNumber: 'CT-00000-00000-0',
  epoch: 1,
  version: 7,
  latestEvent: 'ProgressRecorded',
  status: 'inHandling',
  category: 'noise',
  responsibleDepartment: 'environment-inspection',
  responsibleOfficer: 'environment-inspection-1',
  level: 1,
  nextDeadline: { kind: 'unresolved', occurrence: 2, dueAt: '2026-12-31T10:00:00.000Z', provisional: true },
  why: 'Fourteen days.',
  wakeInMs: 1,
};

describe('what operators are shown', () => {
  it('writes times as they are in Shanghai, over the end of a day and a year', () => {
    expect(shanghaiTime('2026-12-31T15:59:59.999Z')).toBe('2026-12-31 23:59:59');
    expect(shanghaiTime('2026-12-31T16:00:00.000Z')).toBe('2027-01-01 00:00:00');
  });

  it('names the clock, how often it has acted, the time and what happens then', () => {
    expect(describeStep(situation)).toBe(
      'unresolved #2 of case CT-00000-00000-0, due 2026-12-31 18:00:00 (provisional): reports to the superior as unresolved',
    );
    expect(describeStep({ ...situation, nextDeadline: null })).toBe('waits for an action: no clock runs');
  });

  it('says who is responsible, what, when and why, and that the record cannot be reached', () => {
    expect(detailsOf(situation, 2).split('\n\n')).toEqual([
      '**Status:** inHandling, level 1 (version 7, ProgressRecorded)',
      '**Responsible:** environment-inspection, officer environment-inspection-1',
      expect.stringContaining('reports to the superior'),
      '**When:** 2026-12-31 18:00:00 (Asia/Shanghai)',
      '**Why:** Fourteen days.',
      expect.stringContaining('2 attempts failed'),
    ]);
  });

  it('upserts only what changed, and takes away what is no more', () => {
    const standing = new TypedSearchAttributes(firstAttributes(situation));
    expect(changedAttributes(situation, standing)).toEqual([]);
    expect(changedAttributes({ ...situation, level: 2, nextDeadline: null }, standing)).toEqual([
      { key: searchAttributes.escalationLevel, value: 2 },
      { key: searchAttributes.nextDeadline, value: null },
      { key: searchAttributes.nextStep, value: null },
    ]);
  });
});
