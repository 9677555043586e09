import { describe, expect, it } from '@jest/globals';
import type { CaseSituation } from '@casetrace/contracts';
import { answered, handedOver, heard, nothingKnown, postponed, told } from './knowledge';

const at = (version: number, over: Partial<CaseSituation> = {}): CaseSituation => ({
  trackingNumber: 'CT-00000-00000-0',
  epoch: 1,
  version,
  latestEvent: 'CaseRegistered',
  status: 'assigned',
  category: 'noise',
  responsibleDepartment: 'environment',
  responsibleOfficer: null,
  level: 0,
  nextDeadline: {
    kind: 'idle',
    occurrence: version,
    dueAt: `2026-11-0${version}T10:00:00.000Z`,
    provisional: false,
  },
  why: 'three working days',
  wakeInMs: 60_000,
  ...over,
});
const sameDeadline = { nextDeadline: at(1).nextDeadline };

describe('news of a case', () => {
  const known = told(at(2), 1_000);

  it('counts when it is newer: the run waits for the new deadline', () => {
    expect(heard(known, at(3), 5_000)).toEqual({ situation: at(3), wakeAt: 65_000, failures: 0 });
  });

  it('does not count when it is older', () => {
    expect(heard(known, at(1, { wakeInMs: 0 }), 5_000)).toBe(known);
  });

  it('counts with a lower version after a restore, which raises the epoch', () => {
    expect(heard(known, at(1, { epoch: 2 }), 5_000).situation).toMatchObject({ epoch: 2, version: 1 });
  });

  it('leaves the timer as it is when the deadline is the same and only the way of the message differs', () => {
    const later = heard(told(at(1), 1_000), at(2, { ...sameDeadline, wakeInMs: 59_700 }), 1_400);
    expect(later).toMatchObject({ situation: { version: 2 }, wakeAt: 61_000 });
  });

  it('wakes a run that sleeps too long when the same is sent again, and never lets it sleep longer', () => {
    expect(heard(known, at(2, { wakeInMs: 0 }), 5_000)).toEqual({ ...known, wakeAt: 5_000 });
    expect(heard(known, at(2), 900_000)).toBe(known);
  });

  it('is the first knowledge of a run that was told nothing', () => {
    expect(heard(nothingKnown, at(1), 5_000)).toEqual(told(at(1), 5_000));
  });

  it('without a deadline lets the run wait for news only', () => {
    expect(told(at(1, { nextDeadline: null, wakeInMs: null }), 1_000).wakeAt).toBeNull();
  });
});

describe('the answer of the record to a step', () => {
  it('tells what comes next', () => {
    expect(answered(told(at(1), 0), at(2), 60_000)).toEqual(told(at(2), 60_000));
  });

  it('says how much time remains when the due time had not come by the clock of the database', () => {
    expect(answered(told(at(1), 0), at(1, { wakeInMs: 2_500 }), 60_000).wakeAt).toBe(62_500);
    expect(answered(told(at(1), 0), at(1, { wakeInMs: 0 }), 60_000).wakeAt).toBe(61_000);
  });

  it('gives way to something newer that was heard meanwhile', () => {
    const known = told(at(3), 0);
    expect(answered(known, at(2), 60_000)).toEqual(known);
  });
});

describe('a record that cannot be reached', () => {
  it('is asked again after pauses that grow to five minutes, until it answers', () => {
    let known = told(at(1), 0);
    const pauses = Array.from({ length: 9 }, () => {
      known = postponed(known, 0);
      return (known.wakeAt ?? 0) / 1_000;
    });
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    expect(answered(known, at(2), 0).failures).toBe(0);
  });

  it('is asked at once when there is news: it can be reached again', () => {
    const known = postponed(told(at(1), 0), 0);
    expect(heard(known, at(2, { ...sameDeadline, wakeInMs: 0 }), 2_000)).toMatchObject({
      wakeAt: 2_000,
      failures: 0,
    });
  });
});

describe('what a run hands over to the next one', () => {
  it('counts the wake-up from the moment of the handing over', () => {
    expect(handedOver(told(at(1), 1_000), 41_000)).toEqual(at(1, { wakeInMs: 20_000 }));
    expect(handedOver(told(at(1), 1_000), 99_000)?.wakeInMs).toBe(0);
    expect(handedOver(nothingKnown, 0)).toBeUndefined();
  });
});
