import { describe, expect, it } from '@jest/globals';
import { caseStatuses, closures, deadlineKinds, languages } from '@casetrace/contracts';
import { letterTemplates, type LetterTemplate } from '../audience/recipients';
import { sampleEvent } from '../audience/sample-events';
import type { LetterFacts, Office, ToldEvent } from './letter-facts';
import { writeLetter } from './write-letter';

const office = (zh: string, en: string): Office => ({
  name: { zh, en },
  address: '示范路1号',
  telephone: '000-0001',
  hours: '09:00-17:30',
});
const offices = {
  water: office('水务局', 'Water Bureau'),
  roads: office('道路处', 'Roads Division'),
  city: office('市政府', 'City Government'),
  desk: office('服务大厅', 'Service Hall'),
  supervision: office('监督委员会', 'Supervisory Commission'),
  'complaints-line': office('投诉热线', 'Complaints Line'),
};

const factsOf = (template: LetterTemplate, differing: Partial<LetterFacts> = {}): LetterFacts => ({
  trackingNumber: 'CT-7K3M9-QX2PA-F',
  language: 'zh',
  event: sampleEvent(template) as ToldEvent,
  status: 'inHandling',
  closure: null,
  responsible: offices.roads,
  responsibleOfficer: { zh: '道路处经办一', en: 'Roads officer 1' },
  nextStep: {
    kind: 'idle',
    dueAt: '2026-03-09T09:30:00.000Z',
    provisional: false,
    explanation: 'from 6 March',
  },
  offices,
  complaintChannels: [],
  trackingPage: 'https://cases.example.org',
  ...differing,
});

const cases = letterTemplates.flatMap((template) => languages.map((language) => ({ template, language })));
const dueTimes = { zh: '2026年3月9日（星期一）17:30', en: 'Monday, 9 March 2026, 17:30' };

describe('writeLetter', () => {
  it.each(cases)('writes $template in $language with all that a filer asks', ({ template, language }) => {
    const { subject, text } = writeLetter(factsOf(template, { language }));
    expect(subject).toContain('CT-7K3M9-QX2PA-F');
    expect(text).toContain('CT-7K3M9-QX2PA-F');
    expect(text).toContain(offices.roads.name[language]);
    expect(text).toContain({ zh: '道路处经办一', en: 'Roads officer 1' }[language]);
    expect(text).toContain(dueTimes[language]);
    expect(text).toContain('https://cases.example.org');
    expect(`${subject}${text}`).not.toMatch(/undefined|null|NaN|\[object|\bwater\b|\bcity\b/);
    if (language === 'en') expect(`${subject}${text}`).not.toMatch(/\p{Script=Han}/u);
  });

  it('says something else for every event', () => {
    for (const language of languages) {
      const subjects = letterTemplates.map(
        (template) => writeLetter(factsOf(template, { language })).subject,
      );
      const texts = letterTemplates.map((template) => writeLetter(factsOf(template, { language })).text);
      expect(new Set(subjects).size).toBe(letterTemplates.length);
      expect(new Set(texts).size).toBe(letterTemplates.length);
    }
  });

  it.each(deadlineKinds)('names the date of the next step %s in both languages', (kind) => {
    for (const language of languages) {
      const nextStep = { kind, dueAt: '2026-03-09T09:30:00.000Z', provisional: true, explanation: 'since' };
      const { text } = writeLetter(factsOf('CaseTransferred', { language, nextStep }));
      expect(text).toContain(dueTimes[language]);
      expect(text).toContain({ zh: '暂定', en: 'provisional' }[language]);
    }
  });

  it('says so when no period runs', () => {
    for (const status of caseStatuses.filter((each) => each !== 'closed')) {
      const { text } = writeLetter(factsOf('StatementReplied', { status, nextStep: null }));
      expect(text).toContain('目前没有正在计算的期限');
    }
  });

  it.each(closures)('tells how the case was closed: %s', (closure) => {
    const texts = languages.map(
      (language) =>
        writeLetter(factsOf('CaseClosed', { language, status: 'closed', closure, nextStep: null })).text,
    );
    expect(texts[0]).toContain('结案方式');
    expect(texts[1]).toContain('Closed as');
  });

  it('names complaint channels with telephone and address where path (d) applies (M6)', () => {
    const complaintChannels = [offices['complaints-line'], offices.supervision];
    const zh = writeLetter(factsOf('ContestedReferred', { complaintChannels })).text;
    expect(zh).toContain('投诉热线，电话：000-0001，地址：示范路1号，时间：09:00-17:30');
    const en = writeLetter(factsOf('ComplaintChannelsTold', { complaintChannels, language: 'en' })).text;
    expect(en).toContain('Supervisory Commission, telephone 000-0001, 示范路1号');
    expect(writeLetter(factsOf('ComplaintChannelsTold')).text).toContain('没有登记投诉渠道');
    expect(writeLetter(factsOf('CaseTransferred')).text).not.toContain('投诉');
  });

  it('shows the code of an office that the directory does not know', () => {
    expect(writeLetter(factsOf('IdleEscalated', { offices: {} })).text).toContain('water');
  });
});
