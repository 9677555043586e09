import { describe, expect, it } from '@jest/globals';
import type { CaseHistory } from '@casetrace/case-record';
import { documentOf } from './case-document';
import { addressKey, contactKey } from './keys';
import { termsOfDocument, termsOfTexts } from './terms';

type Text = CaseHistory['texts'][number];

const text = (
  sequence: number,
  field: Text['field'],
  content: string,
  visibility: Text['visibility'] = 'everyone',
): Text => {
  return { sequence, field, visibility, content };
};

const history = (texts: Text[], events: object[] = []): CaseHistory =>
  ({
    trackingNumber: 'CT-1',
    version: 9,
    state: {
      status: 'closed',
      closure: 'satisfied',
      category: 'noise',
      district: 'east',
      registeringDepartment: 'desk',
      responsibleDepartment: 'works',
      externalReference: 'EXT-42',
    },
    events,
    texts,
  }) as unknown as CaseHistory;

describe('the documents of a case', () => {
  it('keep contact data apart from what departments may read', () => {
    const { shared, contact } = documentOf(
      history([
        text(1, 'subject', '路灯不亮'),
        text(1, 'filerName', '李四甲', 'contact'),
        text(2, 'text', '内部', 'departments'),
      ]),
    );
    expect(shared).not.toContain('李四');
    expect(contact).toContain("'李四'");
    expect(contact).not.toContain('路灯');
    expect(shared).toContain("'内部'");
  });

  it('leave out what was entered in error', () => {
    const events = [{ sequence: 3, type: 'EntryMarkedInError', data: { entry: 2 } }];
    const { shared } = documentOf(history([text(1, 'subject', '路灯'), text(2, 'text', '误记')], events));
    expect(shared).toContain('路灯');
    expect(shared).not.toContain('误记');
  });

  it('tell by weight where a term stands', () => {
    const events = [{ sequence: 2, type: 'StatementAdded', data: {} }];
    const texts = [
      text(1, 'subject', '甲乙'),
      text(2, 'text', '丙丁'),
      text(3, 'result', '戊己'),
      text(4, 'text', '庚辛', 'departments'),
    ];
    const terms = termsOfDocument(documentOf(history(texts, events)).shared);
    expect(['甲乙', '丙丁', '戊己', '庚辛'].map((term) => terms.get(term))).toEqual([
      { A: 1 },
      { B: 1 },
      { C: 1 },
      { D: 1 },
    ]);
  });

  it('hold what cases are filtered by, and the number of the agency', () => {
    const { shared } = documentOf(history([]));
    for (const key of [
      '@status:closed',
      '@outcome:satisfied',
      '@category:noise',
      '@district:east',
      '@department:works',
      '@registeringDepartment:desk',
    ]) {
      expect(shared).toContain(`'${key}'`);
    }
    expect(shared).toContain("'ext'");
  });

  it('let no phrase reach from one text into the next', () => {
    const { shared } = documentOf(history([text(1, 'subject', 'one'), text(1, 'details', 'two')]));
    const positions = ['one', 'two'].map((word) =>
      Number(new RegExp(`'${word}':(\\d+)`, 'u').exec(shared)?.[1]),
    );
    expect(positions[1]! - positions[0]!).toBeGreaterThan(1);
  });

  it('stay below what PostgreSQL takes, however long the texts are', () => {
    const long = Array.from({ length: 40 }, (_, index) =>
      text(index + 2, 'text', `${String(index).repeat(3)}x `.repeat(2_000)),
    );
    expect(Buffer.byteLength(documentOf(history(long)).shared)).toBeLessThan(1_000_000);
  });

  it('are read back as the same terms that their texts have', () => {
    const subject = '楼上装修太吵 drilling';
    const own = termsOfDocument(documentOf({ ...history([text(1, 'subject', subject)]) }).shared);
    own.delete('ext');
    expect(own).toEqual(termsOfTexts([{ part: 'A', content: subject }]));
  });
});

describe('the keys of contact data', () => {
  it('are the same however a number or address is written, and differ otherwise', () => {
    const key = contactKey('telephone', '13800001234');
    for (const same of ['+86 138 0000 1234', '0086-138-0000-1234', '１３８００００１２３４']) {
      expect(contactKey('telephone', same)).toBe(key);
    }
    expect(contactKey('telephone', '13800001235')).not.toBe(key);
    expect(contactKey('mail', 'A@Example.org')).toBe(contactKey('mail', 'a@example.org'));
    expect(addressKey('示范路100号 3栋', 'east')).toBe(addressKey('示範路１００號3棟', 'east'));
    expect(addressKey('示范路100号', 'east')).not.toBe(addressKey('示范路100号', 'west'));
    expect(addressKey('——', null)).toBeNull();
  });
});
