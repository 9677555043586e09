import type { RulesSnapshot } from '@casetrace/case-record';
import type { Bilingual } from '@casetrace/contracts';
import type { ProposalReason } from './propose-department';

/** Words a reason in both languages, with the names of the directory. */
export function reasonInWords(reason: ProposalReason, { categories }: RulesSnapshot): Bilingual {
  const named = (code: string): Bilingual => categories.get(code)?.name ?? { zh: code, en: code };
  switch (reason.kind) {
    case 'route': {
      const { zh, en } = named(reason.category);
      return {
        zh: `“${zh}”类事项在辖区 ${reason.district} 由该部门办理`,
        en: `Handles matters of “${en}” in the district ${reason.district}`,
      };
    }
    case 'category': {
      const { zh, en } = named(reason.category);
      return { zh: `“${zh}”类事项由该部门办理`, en: `Handles matters of “${en}”` };
    }
    case 'textOfCategory': {
      const { zh, en } = named(reason.category);
      const words = wordsOf(reason.words);
      return {
        zh: `所述内容与“${zh}”类相近（${words.zh}）`,
        en: `What is said is near the category “${en}” (${words.en})`,
      };
    }
    case 'duties': {
      const words = wordsOf(reason.words);
      return {
        zh: `所述内容与该部门职责相符（${words.zh}）`,
        en: `What is said is among its duties (${words.en})`,
      };
    }
    case 'place':
      return {
        zh: `该部门是辖区 ${reason.district} 的主管部门`,
        en: `The department in charge of the district ${reason.district}`,
      };
    case 'desk':
      return {
        zh: '没有查到承办部门，先由登记窗口承接',
        en: 'No department was found: it stays with the desk that registers it',
      };
    default:
      return reason satisfies never;
  }
}

/** The words as the directory writes them, in whichever language they were found. */
const wordsOf = (words: readonly string[]): Bilingual => ({ zh: words.join('、'), en: words.join(', ') });
