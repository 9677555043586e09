import { describe, expect, it } from '@jest/globals';
import { Story, typesOf } from './story.testing';
import { iso, officer, rulesOf } from './world.testing';

/** Resolved on a Monday: five working days end on the next Monday. */
const resolved = () => {
  const story = Story.begins('2026-03-02 09:00');
  story.responsible('resolve');
  return story;
};

describe('the confirmation clock', () => {
  it('reminds at half, closes as noAnswer', () => {
    const story = resolved();
    expect(story.state.nextDeadline).toMatchObject({
      kind: 'confirmationReminder',
      dueAt: iso('2026-03-04 17:30'),
    });
    expect(typesOf(story.at('2026-03-04 17:30').deadlines())).toEqual(['FilerReminded']);
    expect(story.state.nextDeadline).toMatchObject({ kind: 'confirmation', dueAt: iso('2026-03-09 17:30') });
    expect(typesOf(story.at('2026-03-09 17:30').deadlines())).toEqual(['CaseClosed']);
    expect(story.state).toMatchObject({ status: 'closed', closure: 'noAnswer', nextDeadline: null });
  });

  it('reminds once only', () => {
    const story = resolved().at('2026-03-04 17:30');
    story.deadlines();
    expect(typesOf(story.at('2026-03-06 12:00').deadlines())).toEqual([]);
  });

  it('does not remind any more when the time to answer is over as well', () => {
    expect(typesOf(resolved().at('2026-03-20 09:00').deadlines())).toEqual(['CaseClosed']);
  });

  it('closes at the due time, however late it is written down', () => {
    const story = resolved().at('2026-03-20 09:00');
    story.deadlines();
    expect(story.all('CaseClosed')[0]).toMatchObject({
      effectiveAt: iso('2026-03-09 17:30'),
      recordedAt: iso('2026-03-20 09:00'),
      actor: { kind: 'clock' },
    });
  });

  it('says which statements it was closed over', () => {
    const story = resolved();
    story.filer('addStatement');
    story.at('2026-03-09 17:30').deadlines();
    expect(story.newest('CaseClosed')).toEqual({ closure: 'noAnswer', unanswered: [3] });
  });

  it('ends with the answer', () => {
    const story = resolved();
    story.filer('answer', { answer: 'keepOpen' });
    expect(story.at('2026-03-05 09:00').deadlines().events).toEqual([]);
    expect(story.state).toMatchObject({ status: 'contested' });
  });

  it('begins with a new resolution, with a reminder of its own', () => {
    const story = resolved().at('2026-03-04 17:30');
    story.deadlines();
    story.filer('answer', { answer: 'keepOpen' });
    story.responsible('resolve');
    expect(story.state.nextDeadline).toMatchObject({
      kind: 'confirmationReminder',
      occurrence: 2,
      dueAt: iso('2026-03-06 17:30'),
    });
  });

  it('an answer that comes after the end finds the case closed, and the closing stays on record', () => {
    const story = resolved().at('2026-03-10 09:00');
    const late = story.filer('answer', { answer: 'satisfied' });
    expect(typesOf(late)).toEqual(['CaseClosed']);
    expect(late.rejection?.code).toBe('notInThisStatus');
    expect(story.state.closure).toBe('noAnswer');
  });
});

describe('answers (M6a, M6d)', () => {
  it.each([
    ['satisfied', 'satisfied'],
    ['agreeThoughDissatisfied', 'agreedThoughDissatisfied'],
  ] as const)('%s closes the case', (answer, closure) => {
    const story = resolved();
    expect(typesOf(story.filer('answer', { answer }))).toEqual(['FilerAnswered', 'CaseClosed']);
    expect(story.state).toMatchObject({ status: 'closed', closure, nextDeadline: null });
  });

  it('keep open makes it contested, and idle and unresolved run again', () => {
    const story = resolved();
    expect(typesOf(story.filer('answer', { answer: 'keepOpen' }))).toEqual(['FilerAnswered']);
    expect(story.state).toMatchObject({
      status: 'contested',
      nextDeadline: { kind: 'idle', dueAt: iso('2026-03-05 17:30') },
    });
  });

  it('an answer needs a resolution', () => {
    expect(Story.begins('2026-03-02 09:00').filer('answer').rejection?.code).toBe('notInThisStatus');
  });

  it('an answer to what has changed meanwhile is refused', () => {
    const story = resolved();
    const seen = { version: story.state.version - 1, lastStatement: 0 };
    expect(story.filer('answer', { seen }).rejection?.code).toBe('newerEntries');
  });

  it('the filer corrects an answer that an officer recorded', () => {
    const story = resolved();
    story.desk('answer', { answer: 'satisfied' });
    expect(story.newest('FilerAnswered')).toMatchObject({ recordedBy: 'officer' });
    expect(story.all('FilerAnswered')[0]?.actor).toEqual(officer('desk'));
    story.at('2026-03-20 09:00').filer('answer', { answer: 'keepOpen' });
    expect(story.newest('AnswerCorrected')).toEqual({ from: 'satisfied', to: 'keepOpen' });
    expect(story.state).toMatchObject({ status: 'contested', closure: null, closedAt: null });
    expect(story.state.nextDeadline).not.toBeNull();
  });

  it('a correction of how satisfied they were changes the closure only', () => {
    const story = resolved();
    story.desk('answer', { answer: 'satisfied' });
    story.filer('answer', { answer: 'agreeThoughDissatisfied' });
    expect(story.state).toMatchObject({ status: 'closed', closure: 'agreedThoughDissatisfied' });
    expect(story.types().filter((type) => type === 'CaseClosed')).toHaveLength(1);
  });

  it('a recorded wish to keep the case open is corrected by closing it', () => {
    const story = resolved();
    story.desk('answer', { answer: 'keepOpen' });
    expect(typesOf(story.filer('answer', { answer: 'satisfied' }))).toEqual([
      'AnswerCorrected',
      'CaseClosed',
    ]);
    expect(story.state).toMatchObject({ status: 'closed', closure: 'satisfied' });
  });

  it.each([
    ['an officer', (story: Story) => story.desk('answer', { answer: 'keepOpen' })],
    ['the same answer', (story: Story) => story.filer('answer', { answer: 'satisfied' })],
  ])('a correction by %s is refused', (_, act) => {
    const story = resolved();
    story.desk('answer', { answer: 'satisfied' });
    expect(act(story).rejection?.code).toBe('notInThisStatus');
  });

  it("a filer's own answer cannot be corrected, only reopened", () => {
    const story = resolved();
    story.filer('answer', { answer: 'satisfied' });
    expect(story.filer('answer', { answer: 'keepOpen' }).rejection?.code).toBe('notInThisStatus');
  });

  it('a correction after the window is refused', () => {
    const story = resolved();
    story.desk('answer', { answer: 'satisfied' });
    // 30 days from 2 March: 1 April, at the close of business.
    story.at('2026-04-01 17:30');
    expect(story.filer('answer', { answer: 'agreeThoughDissatisfied' }).rejection).toBeUndefined();
    const late = resolved();
    late.desk('answer', { answer: 'satisfied' });
    expect(late.at('2026-04-01 17:31').filer('answer', { answer: 'keepOpen' }).rejection?.code).toBe(
      'windowExpired',
    );
  });

  it('an answer to an earlier resolution does not change how a later one was closed', () => {
    const story = resolved();
    story.desk('answer', { answer: 'keepOpen' });
    story.responsible('resolve');
    story.at('2026-03-10 09:00').deadlines();
    expect(story.state.closure).toBe('noAnswer');
    expect(story.filer('answer', { answer: 'satisfied' }).rejection?.code).toBe('notInThisStatus');
    expect(story.state.closure).toBe('noAnswer');
  });

  it('a withdrawal is not undone by correcting an answer from before it', () => {
    const story = resolved();
    story.desk('answer', { answer: 'keepOpen' });
    story.filer('withdraw');
    expect(story.filer('answer', { answer: 'satisfied' }).rejection?.code).toBe('notInThisStatus');
    expect(story.state.closure).toBe('withdrawn');
  });
});

describe('withdrawing and reopening', () => {
  it.each(['assigned', 'inHandling', 'resolved', 'contested'] as const)(
    'a filer withdraws while it is %s',
    (status) => {
      const story = Story.begins('2026-03-02 09:00');
      if (status !== 'assigned') story.responsible('recordProgress');
      if (status === 'resolved' || status === 'contested') story.responsible('resolve');
      if (status === 'contested') story.filer('answer', { answer: 'keepOpen' });
      expect(story.state.status).toBe(status);
      story.filer('withdraw', { reason: 'Moved away.' });
      expect(story.state).toMatchObject({ status: 'closed', closure: 'withdrawn' });
      expect(story.all('CaseClosed')[0]?.texts).toEqual([
        { field: 'reason', visibility: 'everyone', content: 'Moved away.' },
      ]);
    },
  );

  it('reopens within the window at who closed it', () => {
    const story = Story.begins('2026-03-02 09:00');
    story.responsible('transfer', { to: 'water' });
    story.responsible('resolve');
    story.filer('answer', { answer: 'satisfied' });
    story.at('2026-04-01 17:30').desk('reopen', { reason: 'It leaks again.' });
    expect(story.newest('CaseReopened')).toEqual({ to: 'water' });
    expect(story.state).toMatchObject({
      status: 'assigned',
      closure: null,
      closedAt: null,
      responsibleDepartment: 'water',
    });
    expect(story.state.nextDeadline).toMatchObject({ kind: 'idle', dueAt: iso('2026-04-07 17:30') });
  });

  it('does not reopen after the window, and says when it ended', () => {
    const story = Story.begins('2026-03-02 09:00');
    story.filer('withdraw');
    expect(story.at('2026-04-01 17:31').filer('reopen').rejection).toMatchObject({
      code: 'windowExpired',
      facts: { until: iso('2026-04-01 17:30') },
    });
  });

  it('reopens at the department of the category when who closed it exists no more', () => {
    const story = Story.begins('2026-03-02 09:00');
    story.responsible('transfer', { to: 'water' });
    story.filer('withdraw');
    const departments = rulesOf().departments;
    story.publish({ departments: Object.values(departments).filter(({ code }) => code !== 'water') });
    story.filer('reopen');
    expect(story.state.responsibleDepartment).toBe('roads');
  });

  it('keeps the level that it had reached', () => {
    const story = Story.begins('2026-03-02 09:00').at('2026-03-06 09:00');
    story.deadlines();
    story.filer('withdraw');
    story.filer('reopen');
    expect(story.state).toMatchObject({ level: 1, reached: 'city' });
  });

  it('what is open cannot be reopened', () => {
    expect(Story.begins('2026-03-02 09:00').filer('reopen').rejection?.code).toBe('notInThisStatus');
  });
});
