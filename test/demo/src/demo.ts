import { addresses } from './configuration';
import { act, asFiler, read, register, seen } from './desk';
import type { Answer } from './desk';
import { chapter, tell, until } from './telling';

const counter = 'social-insurance-counter-1';
const pensions = 'social-insurance-pensions-1';
const division = 'social-insurance-1';

interface Told {
  title: string;
  number: string;
}

function matter(subject: string, details: string, mail: string): object {
  return {
    category: 'demo-seconds',
    subject,
    details,
    place: { district: 'east', address: '示范市示范路1号' },
    channel: 'telephone',
    language: 'zh',
    filer: { name: '示范立案人', mail },
  };
}

async function registered(subject: string, details: string): Promise<Answer & { accessCode: string }> {
  const answer = await register(matter(subject, details, 'filer@example.org'));
  if (!answer.accessCode) throw new Error('The registration answered no access code.');
  tell(`registered ${answer.trackingNumber} “${subject}”, assigned to ${answer.responsibleDepartment}`);
  return { ...answer, accessCode: answer.accessCode };
}

/** Paths (a) and (b): own part done, transferred, argued, replied to, resolved, satisfied, closed. */
async function resolvedAndClosed(): Promise<Told> {
  chapter('Paths (a) and (b): transferred, argued, replied to, resolved, closed');
  const { trackingNumber, accessCode } = await registered(
    '养老金核定年限有误',
    '核定年限少计两年，请求复核。',
  );
  await act(counter, trackingNumber, 'claim');
  await act(counter, trackingNumber, 'record-progress', { text: '已调取参保记录，窗口部分已核对。' });
  tell(`${counter} claimed the case and recorded progress`);
  await act(counter, trackingNumber, 'transfer', {
    to: 'social-insurance-pensions',
    process: '窗口核对参保记录。',
    presentState: '两年记录在原单位，须由养老保险科核定。',
    seen: await seen(trackingNumber),
  });
  tell('path (b): the number goes to the Pensions Section; the filer goes nowhere');
  await asFiler(trackingNumber, accessCode, 'statements', {
    kind: 'argument',
    text: '原单位的缴费凭证已随信寄出，应当认定。',
  });
  const page = await read(trackingNumber);
  tell(`the filer argues (entry ${page.lastStatement}); a reply is owed`);
  await act(pensions, trackingNumber, 'reply-to-statement', {
    statement: page.lastStatement,
    text: '凭证已收到，予以采信，补计两年。',
  });
  await act(pensions, trackingNumber, 'resolve', {
    process: '核对凭证，补录两年缴费记录。',
    result: '养老金按补计年限重新核定，自下月起发放。',
    rule: 'none',
    cause: '原单位迁移时漏报参保记录。',
    seen: await seen(trackingNumber),
  });
  tell('path (a): replied, resolved, the filer is told');
  await asFiler(trackingNumber, accessCode, 'answer', {
    answer: 'satisfied',
    seen: await seen(trackingNumber),
  });
  tell('the filer is satisfied: closed');
  return { title: 'Paths (a) and (b)', number: trackingNumber };
}

/** Path (c): beyond the department's duties, to a named department of higher authority. */
async function referredUp(): Promise<Told> {
  chapter('Path (c): to a department of higher authority');
  const { trackingNumber, accessCode } = await registered('跨部门认定工龄', '两个部门的认定结果不一致。');
  await act(counter, trackingNumber, 'refer-up', {
    to: 'human-resources',
    difficulties: '认定口径由局里规定，窗口无权改变。',
    situation: '两份认定书结论不同，申请人无法办理。',
    seen: await seen(trackingNumber),
  });
  tell('referred up to the Human Resources and Social Security Bureau, two levels above');
  await asFiler(trackingNumber, accessCode, 'withdrawal', { reason: '两部门已自行更正。' });
  tell('the filer withdraws: closed');
  return { title: 'Path (c)', number: trackingNumber };
}

/** Path (d): resolved by the rules, contested, complaint channels told, to the superior. */
async function contested(): Promise<Told> {
  chapter('Path (d): not satisfied and not willing to close');
  const { trackingNumber, accessCode } = await registered('补缴申请被拒', '认为不予补缴没有依据。');
  const resolution = {
    process: '审查补缴申请。',
    result: '不符合补缴条件，不予补缴。',
    rule: '示范市社会保险经办规则第十二条',
    cause: '申请超过规定期限。',
  };
  await act(counter, trackingNumber, 'resolve', { ...resolution, seen: await seen(trackingNumber) });
  await asFiler(trackingNumber, accessCode, 'answer', {
    answer: 'keepOpen',
    opinion: '期限从未告知，不同意结案。',
    seen: await seen(trackingNumber),
  });
  tell('resolved by the rules; the filer is not satisfied and keeps it open');
  await act(counter, trackingNumber, 'refer-contested', {
    ...resolution,
    suggestion: '建议上级审查告知程序。',
    filerOpinion: '期限从未告知，不同意结案。',
    seen: await seen(trackingNumber),
  });
  tell('the complaint channels are told, and the case goes to the superior');
  await act(pensions, trackingNumber, 'resolve', {
    ...resolution,
    result: '告知确有瑕疵，补缴仍不符合条件，已书面说明。',
    seen: await seen(trackingNumber),
  });
  await asFiler(trackingNumber, accessCode, 'answer', {
    answer: 'agreeThoughDissatisfied',
    opinion: '不满意，但同意结案。',
    seen: await seen(trackingNumber),
  });
  tell('the filer is still dissatisfied, but agrees to close: recorded as such');
  return { title: 'Path (d)', number: trackingNumber };
}

/** M9: nobody touches it; it climbs by itself, level by level. */
async function idle(): Promise<Told> {
  const { trackingNumber } = await registered('无人处理的案件', '用来演示搁置升级。');
  for (const level of [1, 2]) {
    const page = await until(`escalation to level ${level}`, 30_000, async () => {
      const now = await read(trackingNumber);
      return now.level >= level ? now : undefined;
    });
    tell(
      `idle: ${trackingNumber} climbed by itself to the ${page.responsibleDepartment.name.en} (level ${level})`,
    );
  }
  await act(division, trackingNumber, 'resolve', {
    process: '上级部门直接办理。',
    result: '已办结。',
    rule: 'none',
    cause: '下级部门未及时受理。',
    seen: await seen(trackingNumber),
  });
  tell('the division resolves it: who solved it keeps the credit');
  return { title: 'Idle escalation', number: trackingNumber };
}

/** M10: worked on all the time, and still unresolved. */
async function unresolved(): Promise<Told> {
  const { trackingNumber, accessCode } = await registered('久拖未决的案件', '用来演示未解决报告。');
  const reported = await until('report of the unresolved case', 70_000, async () => {
    const page = await read(trackingNumber);
    const report = page.timeline.find(({ type }) => type === 'UnresolvedReported');
    if (report) return report;
    const asked = page.timeline.some(({ type }) => type === 'AccountRequested');
    const given = page.timeline.some(({ data }) => data['asAccount'] === true);
    const last = page.timeline.at(-1);
    if (asked && !given) {
      await act(counter, trackingNumber, 'record-progress', {
        text: '等待外单位回函，预计一周。',
        asAccount: true,
      });
      tell(`the account of ${trackingNumber} was asked for, and given`);
    } else if (last && Date.now() - Date.parse(last.recordedAt) > 4_000) {
      await act(counter, trackingNumber, 'record-progress', { text: '仍在办理。' });
    }
    return undefined;
  });
  tell(`unresolved: ${trackingNumber} was reported to ${String(reported.data['to'])}, with the account`);
  await act(pensions, trackingNumber, 'instruct', { text: '限期向外单位发函，并每日跟进。' });
  tell('the superior gives an instruction; the case stays');
  await asFiler(trackingNumber, accessCode, 'withdrawal', { reason: '演示结束。' });
  return { title: 'Unresolved report', number: trackingNumber };
}

async function timelineOf({ title, number }: Told): Promise<void> {
  const page = await read(number);
  chapter(
    `${title}: ${number} — ${page.status}${page.closure ? ` (${page.closure})` : ''}, level ${page.level}`,
  );
  for (const entry of page.timeline) {
    const facts = JSON.stringify(entry.data);
    console.log(
      `  ${String(entry.sequence).padStart(2)}  ${entry.effectiveAt}  ${entry.type.padEnd(24)} ${facts}`,
    );
  }
  console.log(`      case      ${addresses.query}/v1/cases/${number}`);
  console.log(
    `      workflow  ${addresses.temporalUi}/namespaces/${addresses.namespace}/workflows/${number}`,
  );
}

async function demo(): Promise<void> {
  console.log('Casetrace 案踪: the life of five cases, with limits in seconds.');
  chapter('Two cases are left to the clocks; they are told below as it happens');
  const byTheClock = [idle(), unresolved()];
  for (const story of byTheClock) story.catch(() => undefined);
  const told = [await resolvedAndClosed(), await referredUp(), await contested()];
  chapter('The clocks: idle escalation and the unresolved report');
  told.push(...(await Promise.all(byTheClock)));
  for (const story of told) await timelineOf(story);
  chapter('Where to look');
  console.log(
    `  API            ${addresses.intake}/docs   ${addresses.query}/docs   ${addresses.notification}/docs`,
  );
  console.log(`  Temporal UI    ${addresses.temporalUi}/namespaces/${addresses.namespace}/workflows`);
  console.log(`  the filer's mail   ${addresses.mail}`);
}

demo().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
