import type { Actor, EventData, EventType } from '@casetrace/contracts';
import type { RecordedEvent } from '@casetrace/case-rules';
import { describe, expect, it } from '@jest/globals';
import { factsOf } from './facts-of';
import { calendar } from './random-cases.testing';
import { ruleKey } from './rule-key';

const officer = (department: string): Actor => ({ kind: 'officer', department, officer: `${department}-1` });
const filer: Actor = { kind: 'filer', department: 'desk', officer: null };

/** Tells a case: each line is a local time, who, what. */
class Told {
  readonly events: RecordedEvent[] = [];

  constructor(registered: string, changes: Partial<EventData['CaseRegistered']> = {}) {
    this.then(registered, officer('desk'), 'CaseRegistered', {
      category: 'roads',
      policyVersion: 1,
      channel: 'counter',
      language: 'zh',
      district: null,
      externalReference: null,
      contactBy: [],
      assignedTo: 'roads',
      chosenInsteadOf: null,
      ...changes,
    });
  }

  then<T extends EventType>(at: string, actor: Actor, type: T, data: EventData[T]): this {
    const recordedAt = new Date(`${at.replace(' ', 'T')}+08:00`).toISOString();
    const sequence = this.events.length + 1;
    const event = {
      trackingNumber: 'CT-1',
      sequence,
      type,
      actor,
      effectiveAt: recordedAt,
      recordedAt,
      data,
    };
    this.events.push(event as unknown as RecordedEvent);
    return this;
  }

  facts(rule?: string) {
    const resolved = this.events.findLast(({ type }) => type === 'CaseResolved')?.sequence ?? 0;
    const texts = rule
      ? [{ sequence: resolved, field: 'rule' as const, visibility: 'everyone' as const, content: rule }]
      : [];
    const history = { trackingNumber: 'CT-1', version: this.events.length, events: this.events, texts };
    return factsOf(history, calendar);
  }
}
const resolution = { restsOnRule: true, unanswered: [], causeKind: 'process' as const, citations: [] };
const measuresOn = (told: Told, day: string): string[] =>
  told
    .facts()
    .moments.filter((moment) => moment.day === day)
    .map(({ measure }) => measure)
    .sort();

describe('the facts of a case', () => {
  it('count on the day of Asia/Shanghai: one second before midnight is the day before', () => {
    expect(new Told('2026-10-31 23:59:59').facts().registeredDay).toBe('2026-10-31');
    expect(new Told('2026-11-01 00:00:00').facts().registeredDay).toBe('2026-11-01');
  });

  it('measure first handling, resolution and closing in working time since registration', () => {
    const told = new Told('2026-11-20 17:00')
      .then('2026-11-23 09:30', officer('roads'), 'ProgressRecorded', { asAccount: false })
      .then('2026-11-24 10:00', officer('roads'), 'CaseResolved', resolution)
      .then('2026-11-24 11:00', filer, 'FilerAnswered', { answer: 'satisfied', recordedBy: 'filer' })
      .then('2026-11-24 11:00', filer, 'CaseClosed', { closure: 'satisfied', unanswered: [] });
    const { firstHandled, firstResolved, firstClosed, stays } = told.facts();
    expect(firstHandled).toEqual({ day: '2026-11-23', department: 'roads', seconds: 3600 });
    expect(firstResolved?.seconds).toBe(10 * 3600);
    expect(firstClosed?.seconds).toBe(11 * 3600);
    expect(stays).toMatchObject([{ department: 'roads', seconds: 10 * 3600, endedBy: 'closed', next: null }]);
  });

  it('take the time in which the answer was awaited from nobody', () => {
    const told = new Told('2026-11-23 09:00')
      .then('2026-11-23 10:00', officer('roads'), 'CaseResolved', resolution)
      .then('2026-11-25 10:00', filer, 'FilerAnswered', { answer: 'keepOpen', recordedBy: 'filer' })
      .then('2026-11-25 12:00', officer('roads'), 'CaseTransferred', { from: 'roads', to: 'water' });
    expect(told.facts().stays[0]?.seconds).toBe(3 * 3600);
    expect(measuresOn(told, '2026-11-25')).toEqual([
      'answered_keep_open',
      'contested',
      'moved_in',
      'moved_out',
      'transferred',
    ]);
  });

  it('see a case that comes straight back', () => {
    const told = new Told('2026-11-23 09:00')
      .then('2026-11-23 10:00', officer('roads'), 'CaseTransferred', { from: 'roads', to: 'water' })
      .then('2026-11-23 11:00', officer('water'), 'CaseTransferred', { from: 'water', to: 'roads' })
      .then('2026-11-23 12:00', officer('roads'), 'CaseTransferred', { from: 'roads', to: 'parks' });
    expect(told.facts().stays.map(({ returned }) => returned)).toEqual([false, true, false, false]);
    expect(told.facts().transfers).toBe(3);
  });

  it('do not count an answer that the filer set right, but the one set right, as their own', () => {
    const told = new Told('2026-11-23 09:00')
      .then('2026-11-23 10:00', officer('roads'), 'CaseResolved', resolution)
      .then('2026-11-24 10:00', officer('desk'), 'FilerAnswered', {
        answer: 'satisfied',
        recordedBy: 'officer',
      })
      .then('2026-11-24 10:00', officer('desk'), 'CaseClosed', { closure: 'satisfied', unanswered: [] });
    expect(measuresOn(told, '2026-11-24')).toEqual(['closed_satisfied', 'recorded_satisfied']);
    told.then('2026-11-26 10:00', filer, 'AnswerCorrected', { from: 'satisfied', to: 'keepOpen' });
    expect(measuresOn(told, '2026-11-24')).toEqual(['closed_satisfied']);
    expect(measuresOn(told, '2026-11-26')).toEqual([
      'answered_keep_open',
      'contested',
      'reopened_by_correction',
    ]);
    expect(told.facts()).toMatchObject({ reopened: 1, closedDay: null, solvedBy: null });
  });

  it('count a closing under the closure that stands after a correction', () => {
    const told = new Told('2026-11-23 09:00')
      .then('2026-11-23 10:00', officer('roads'), 'CaseResolved', resolution)
      .then('2026-11-24 10:00', officer('desk'), 'FilerAnswered', {
        answer: 'satisfied',
        recordedBy: 'officer',
      })
      .then('2026-11-24 10:00', officer('desk'), 'CaseClosed', { closure: 'satisfied', unanswered: [] })
      .then('2026-11-26 10:00', filer, 'AnswerCorrected', {
        from: 'satisfied',
        to: 'agreeThoughDissatisfied',
      });
    expect(measuresOn(told, '2026-11-24')).toEqual(['closed_agreed']);
    expect(measuresOn(told, '2026-11-26')).toEqual(['answered_agreed']);
  });

  it('give the credit to who resolved it, and to who helped unless that was entered in error (M7)', () => {
    const told = new Told('2026-11-23 09:00')
      .then('2026-11-23 09:10', officer('parks'), 'Contributed', {})
      .then('2026-11-23 09:20', officer('water'), 'Contributed', {})
      .then('2026-11-23 09:30', officer('parks'), 'EntryMarkedInError', { entry: 2 })
      .then('2026-11-23 10:00', officer('city'), 'CaseResolved', resolution)
      .then('2026-11-24 10:00', filer, 'CaseClosed', { closure: 'noAnswer', unanswered: [] });
    expect(told.facts('《示范条例》 第三条')).toMatchObject({
      firstDepartment: 'roads',
      solvedBy: 'city',
      contributors: ['water'],
      resolution: { causeKind: 'process', ruleText: '《示范条例》 第三条', ruleKey: '示范条例第三条' },
    });
    expect(told.facts().resolution?.ruleKey).toBeNull();
  });

  it('measure the time after the limit, nights and holidays too', () => {
    const told = new Told('2026-11-02 09:00')
      .then('2026-11-16 17:30', { kind: 'clock', department: 'roads', officer: null }, 'UnresolvedReported', {
        to: 'city',
        trigger: 'clock',
        occurrence: 1,
        account: null,
      })
      .then('2026-11-18 17:30', officer('roads'), 'CaseResolved', resolution);
    expect(told.facts().overLimitSeconds).toBe(2 * 24 * 3600);
    expect(told.facts().resolvingSeconds).toBe((16 * 24 + 8.5) * 3600);
  });

  it('refuse a history without a beginning', () => {
    const history = { trackingNumber: 'CT-1', version: 0, events: [], texts: [] };
    expect(() => factsOf(history, calendar)).toThrow('CT-1');
  });
});

describe('the key of a rule', () => {
  it.each([
    ['《示范条例》第三条', '示范条例 第三条', true],
    ['ＲＵＬＥ　３', 'rule 3', true],
    ['Rule 3', 'Rule 4', false],
  ])('of "%s" and "%s": the same is %s', (one, other, same) => {
    expect(ruleKey(one) === ruleKey(other)).toBe(same);
  });
  it('is none for marks alone', () => expect(ruleKey(' —— ')).toBeNull());
});
