import { describeInChinese } from './explain-zh';
import { describeInEnglish } from './explain-en';
import type { DeadlineExplanation } from './explanation';

/** Says why a deadline is due when it is (P2), in a sentence of dates and names of holidays; times are of Asia/Shanghai. */
export function describeDeadline(explanation: DeadlineExplanation, language: 'zh' | 'en'): string {
  return language === 'zh' ? describeInChinese(explanation) : describeInEnglish(explanation);
}
