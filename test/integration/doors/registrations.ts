import { type Answer, post } from './http';
import type { Doors } from './open-doors';

/** What a window officer writes down; names and addresses are to be found nowhere but in the record. */
export const pensionMatter = {
  category: 'social-insurance-pensions',
  subject: '养老金核定少计两年',
  details: '原单位两年缴费没有计入。',
  place: { address: '示范路100号3栋', district: 'east' },
  channel: 'counter',
  language: 'zh',
  filer: { name: '李四甲', mail: 'lisijia@example.org', telephone: '+86 10 5555 0100' },
};

export interface Registered {
  number: string;
  accessCode: string;
  answer: Answer;
}

/** Registers at the window; the case is then with the social insurance counter. */
export async function registered(doors: Doors, changes: object = {}, as = 'window-1'): Promise<Registered> {
  const answer = await post(`${doors.intake}/v1/cases`, { ...pensionMatter, ...changes }, { as });
  if (answer.status !== 201) throw new Error(`not registered: ${JSON.stringify(answer.body)}`);
  const { trackingNumber: number, accessCode } = answer.body as {
    trackingNumber: string;
    accessCode: string;
  };
  return { number, accessCode, answer };
}

export const handler = 'social-insurance-counter-1';
export const resolution = {
  process: '核对凭证，补录缴费记录。',
  result: '按补计年限重新核定。',
  rule: 'none',
  cause: '原单位迁移时漏报。',
};
