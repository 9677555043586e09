import { describe, expect, it } from '@jest/globals';
import { Story, typesOf } from './story.testing';
import { iso, policy } from './world.testing';

/** Registered on a Monday: idle on Thursday at close of business. */
const monday = '2026-03-02 09:00';
const due = '2026-03-05 17:30';
const longer = { policies: [policy('potholes', 'roads', { idle: { amount: 5, unit: 'workingDays' } })] };

describe('rules that are published after a deadline has passed (P1)', () => {
  it('do not undo it, however late somebody wakes', () => {
    const story = Story.begins(monday).at('2026-03-05 17:32').publish(longer).at('2026-03-05 17:40');
    expect(typesOf(story.deadlines())).toEqual(['IdleEscalated']);
    expect(story.all('IdleEscalated')[0]?.effectiveAt).toBe(iso(due));
    expect(story.state.responsibleDepartment).toBe('city');
    expect(story.state.nextDeadline?.dueAt).toBe(iso('2026-03-12 17:30'));
  });

  it('let the front desk set off what had passed', () => {
    const story = Story.begins(monday).at('2026-03-05 17:32').publish(longer).at('2026-03-05 17:40');
    expect(typesOf(story.desk('escalateIdle'))).toEqual(['IdleEscalated']);
    expect(story.newest('IdleEscalated').trigger).toBe('frontDesk');
  });

  it('cost one level, also where it is overdue by them too', () => {
    const shorter = { policies: [policy('potholes', 'roads', { idle: { amount: 1, unit: 'workingDays' } })] };
    const story = Story.begins(monday).at('2026-03-06 09:00').publish(shorter).at('2026-03-06 10:00');
    expect(typesOf(story.deadlines())).toEqual(['IdleEscalated']);
    expect(story.all('IdleEscalated')[0]?.effectiveAt).toBe(iso(due));
  });

  it('do not ask for the account of a report that is overdue by them', () => {
    const shorter = {
      policies: [
        policy('potholes', 'roads', {
          idle: { amount: 100, unit: 'workingDays' },
          unresolved: { amount: 1, unit: 'calendarDays' },
        }),
      ],
    };
    const patient = policy('potholes', 'roads', { idle: { amount: 90, unit: 'workingDays' } });
    const story = Story.begins(monday).publish({ policies: [patient] });
    story.recalculate();
    expect(story.state.nextDeadline?.kind).toBe('account');
    story.at('2026-03-14 09:00').publish(shorter).at('2026-03-14 09:01');
    expect(typesOf(story.deadlines())).toEqual(['UnresolvedReported']);
  });
});

describe('rules that are published before a deadline', () => {
  it('move it, and a brake that began before holds it', () => {
    const moved = Story.begins(monday).at('2026-03-05 17:29').publish(longer).at('2026-03-05 17:40');
    expect(typesOf(moved.deadlines())).toEqual(['DeadlineRecalculated']);
    const suspension = { id: 'flood', scope: { department: null, category: null, district: null } };
    const from = Date.parse(iso('2026-03-05 12:00'));
    const held = Story.begins(monday).at('2026-03-05 17:32');
    held.publish({ suspensions: [{ ...suspension, from, to: null }] }).at('2026-03-05 17:40');
    expect(typesOf(held.deadlines())).toEqual(['ClocksPaused']);
  });
});
