import { describe, expect, it } from '@jest/globals';
import { Story, typesOf } from './story.testing';
import { filer, frontDesk, officer } from './world.testing';

const monday = '2026-03-02 09:00';

describe('statements (M4)', () => {
  it.each(['assigned', 'inHandling', 'resolved', 'contested', 'closed'] as const)(
    'are taken while the case is %s',
    (status) => {
      const story = Story.begins(monday);
      if (status !== 'assigned') story.responsible('recordProgress');
      if (status === 'resolved' || status === 'contested') story.responsible('resolve');
      if (status === 'contested') story.filer('answer', { answer: 'keepOpen' });
      if (status === 'closed') story.filer('withdraw');
      expect(story.state.status).toBe(status);
      const { rejection } = story.filer('addStatement', { kind: 'appeal', text: 'Think again.' });
      expect(rejection).toBeUndefined();
      expect(story.last.events).toEqual([
        expect.objectContaining({
          type: 'StatementAdded',
          actor: filer,
          data: { kind: 'appeal', onBehalfOfFiler: false },
          texts: [{ field: 'text', visibility: 'everyone', content: 'Think again.' }],
        }),
      ]);
      expect(story.state).toMatchObject({ status, unansweredStatements: [story.state.version] });
    },
  );

  it('may be added by anyone for the filer, and that is said', () => {
    const story = Story.begins(monday);
    story.by(officer('water'), 'addStatement');
    expect(story.newest('StatementAdded')).toMatchObject({ onBehalfOfFiler: true });
    expect(story.all('StatementAdded')[0]?.actor).toEqual(officer('water'));
  });

  it('are each owed a reply by the responsible department', () => {
    const story = Story.begins(monday);
    story.filer('addStatement');
    story.filer('addStatement');
    expect(story.state.unansweredStatements).toEqual([2, 3]);
    story.responsible('replyToStatement', { statement: 3 });
    expect(story.newest('StatementReplied')).toEqual({ statement: 3, citations: [] });
    expect(story.state.unansweredStatements).toEqual([2]);
  });

  it('stay owed when the case moves', () => {
    const story = Story.begins(monday);
    story.filer('addStatement');
    story.responsible('transfer', { to: 'water' });
    expect(story.by(officer('roads'), 'replyToStatement').rejection?.code).toBe('notResponsible');
    expect(story.responsible('replyToStatement').rejection).toBeUndefined();
  });

  it('are answered once, and only what is a statement is', () => {
    const story = Story.begins(monday);
    story.filer('addStatement');
    story.responsible('replyToStatement', { statement: 2 });
    expect(story.responsible('replyToStatement', { statement: 2 }).rejection?.code).toBe('alreadyReplied');
    expect(story.responsible('replyToStatement', { statement: 1 }).rejection?.code).toBe('alreadyReplied');
    expect(story.responsible('replyToStatement', { statement: 99 }).rejection?.code).toBe('alreadyReplied');
  });

  it('a reply while the filer is asked to confirm does not change that', () => {
    const story = Story.begins(monday);
    story.responsible('resolve');
    story.filer('addStatement');
    expect(story.responsible('replyToStatement', { statement: 3 }).rejection).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'resolved', idle: { startedAt: null } });
  });

  it('resolve over unanswered statements needs a reason', () => {
    const story = Story.begins(monday);
    story.filer('addStatement');
    expect(story.responsible('resolve').rejection).toMatchObject({
      code: 'statementsUnanswered',
      facts: { unanswered: [2] },
    });
    expect(story.state.status).toBe('assigned');
    story.responsible('resolve', { unansweredReason: 'It is the same as in the letter.' });
    expect(story.newest('CaseResolved')).toMatchObject({ unanswered: [2] });
    expect(story.all('CaseResolved')[0]?.texts).toContainEqual({
      field: 'reason',
      visibility: 'everyone',
      content: 'It is the same as in the letter.',
    });
  });

  it('a statement that the department has not seen stops its resolving', () => {
    const story = Story.begins(monday);
    const seen = { version: story.state.version, lastStatement: 0 };
    story.filer('addStatement');
    expect(story.responsible('resolve', { seen, unansweredReason: 'None.' }).rejection).toMatchObject({
      code: 'newerEntries',
      facts: { seenVersion: 1, version: 2, lastStatement: 2 },
    });
  });
});

describe('entries made in error', () => {
  const mine = { type: 'StatementAdded', actor: frontDesk } as const;

  it('are marked by who wrote them; the entry stays, a reply is owed no more', () => {
    const story = Story.begins(monday);
    story.desk('addStatement');
    story.by(frontDesk, 'markEnteredInError', { entry: 2 }, { entry: mine });
    expect(story.newest('EntryMarkedInError')).toEqual({ entry: 2 });
    expect(story.state.unansweredStatements).toEqual([]);
  });

  it('or by a supervisor of their department, by nobody else', () => {
    const story = Story.begins(monday);
    story.desk('addStatement');
    const lead = officer('desk', 'desk-lead');
    expect(story.by(lead, 'markEnteredInError', {}, { entry: mine }).rejection?.code).toBe('notResponsible');
    const elsewhere = { entry: mine, asSupervisor: true };
    expect(story.by(officer('water'), 'markEnteredInError', {}, elsewhere).rejection?.code).toBe(
      'notResponsible',
    );
    expect(
      story.by(lead, 'markEnteredInError', {}, { entry: mine, asSupervisor: true }).rejection,
    ).toBeUndefined();
  });

  it('must exist, and a registration is none that can be marked', () => {
    const story = Story.begins(monday);
    expect(story.by(frontDesk, 'markEnteredInError', { entry: 9 }).rejection?.code).toBe('unknownEntry');
    const registration = { type: 'CaseRegistered', actor: frontDesk } as const;
    expect(
      story.by(frontDesk, 'markEnteredInError', { entry: 1 }, { entry: registration }).rejection?.code,
    ).toBe('unknownEntry');
  });

  it('can be marked in a closed case too', () => {
    const story = Story.begins(monday);
    story.desk('addStatement');
    story.filer('withdraw');
    expect(typesOf(story.by(frontDesk, 'markEnteredInError', {}, { entry: mine }))).toEqual([
      'EntryMarkedInError',
    ]);
  });
});
