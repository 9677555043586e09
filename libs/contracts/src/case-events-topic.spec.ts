import { describe, expect, it } from '@jest/globals';
import { caseEventsDeadLetterTopic, caseEventsTopic, settingsOfTopic, toldData } from './case-events-topic';

describe('what leaves the record with the news', () => {
  it('are codes and numbers of our own, not what an agency typed', () => {
    const data = { category: 'noise', externalReference: '信访〔2026〕12号', assignedTo: 'water' };
    expect(toldData(data)).toEqual({ category: 'noise', assignedTo: 'water' });
    expect(toldData({ to: 'city' })).toEqual({ to: 'city' });
  });
});

describe('the topics', () => {
  it('keep dead letters until an operator comes, and news as long as the broker does', () => {
    expect(settingsOfTopic(caseEventsDeadLetterTopic)).toEqual([{ name: 'retention.ms', value: '-1' }]);
    expect(settingsOfTopic(caseEventsTopic)).toEqual([]);
  });
});
