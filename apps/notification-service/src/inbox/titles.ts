import type { Bilingual } from '@casetrace/contracts';
import type { InboxKind } from '../audience/recipients';

/** What an entry of an inbox is called, in both languages. */
export const inboxTitles: Record<InboxKind, Bilingual> = {
  caseArrived: { zh: '案件分派到本部门', en: 'A case has come to your department' },
  caseLeft: { zh: '案件已移出本部门', en: 'A case has left your department' },
  caseClimbed: { zh: '案件已升级至上级部门', en: 'A case has gone up to a higher department' },
  caseMoved: {
    zh: '本窗口登记的案件已换部门',
    en: 'A case that your desk registered has changed departments',
  },
  caseReported: { zh: '有案件报告给你们', en: 'A case is reported to you' },
  caseReportedUpward: { zh: '案件已向上报告', en: 'A case was reported upward' },
  accountRequested: { zh: '请说明案件情况', en: 'Your account of a case is asked for' },
  instructed: { zh: '上级对案件有指示', en: 'A superior has instructed you on a case' },
  statementAdded: { zh: '立案人有新的陈述，应予答复', en: 'A filer has made a statement; a reply is owed' },
  replyGiven: { zh: '立案人的陈述已有答复', en: 'A filer’s statement was replied to' },
  contributionMade: { zh: '其他部门提供了协助', en: 'Another department has contributed' },
  caseResolved: { zh: '案件已有处理结果，待立案人确认', en: 'A case is resolved; the filer is to confirm' },
  filerReminded: { zh: '立案人尚未确认，已提醒', en: 'A filer has not confirmed yet and was reminded' },
  filerAnswered: { zh: '立案人已答复处理结果', en: 'A filer has answered to the resolution' },
  answerCorrected: { zh: '立案人更正了代录的答复', en: 'A filer has corrected the answer that was recorded' },
  caseClosed: { zh: '案件已结案', en: 'A case is closed' },
  caseReopened: { zh: '案件已恢复办理', en: 'A case was reopened' },
  complaintChannelTold: { zh: '有异议的案件告知投诉渠道', en: 'You are told of a contested case' },
  entryMarkedInError: {
    zh: '案件中有记录被标为误录',
    en: 'An entry of a case was marked as entered in error',
  },
  caseLinked: { zh: '案件与另一案件关联', en: 'A case was linked with another one' },
  procedureAdopted: { zh: '案件适用新的办理流程', en: 'A new procedure applies to a case' },
  processReviewOpened: {
    zh: '积案超出限度，已启动流程审查',
    en: 'Cases have piled up: a process review is open',
  },
  processReviewEscalated: {
    zh: '流程审查搁置，已升级',
    en: 'A process review was left lying and has gone up',
  },
  processReviewClosed: { zh: '流程审查已结束', en: 'A process review is closed' },
  misconfigurationFound: {
    zh: '目录或时限配置有误，案件受影响',
    en: 'The directory or a policy is misconfigured and affects a case',
  },
};
