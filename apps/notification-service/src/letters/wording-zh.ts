import type { Wording } from './wording';

const answers = {
  satisfied: '满意',
  agreeThoughDissatisfied: '不满意但同意结案',
  keepOpen: '不满意，要求继续办理',
} as const;

/** Letters in Chinese. */
export const wordingZh: Wording = {
  letters: {
    CaseRegistered: {
      headline: () => '案件已登记',
      happened: ({ data }, { office }) => `您的案件已登记，并分派给${office(data.assignedTo)}办理。`,
      yours: '您可以随时补充事实、说理、申辩或申诉；每一项都会记录在案，并得到答复。',
    },
    StatementAdded: {
      headline: () => '已代您记录陈述',
      happened: () => '工作人员已代您将一项陈述记录在案，责任部门应当予以答复。',
      yours: '如果记录与您的意思不符，请通过查询页面或任一窗口说明。',
    },
    StatementReplied: {
      headline: () => '您的陈述已有答复',
      happened: () => '责任部门已答复您的一项陈述。答复内容请用追踪号和查询码查看。',
    },
    CaseTransferred: {
      headline: () => '案件已移交',
      happened: ({ data }, { office }) =>
        `${office(data.from)}已完成其职责内的办理，案件移交给${office(data.to)}继续办理。您无须另行申请。`,
    },
    CaseReferredUp: {
      headline: () => '案件已上交',
      happened: ({ data }, { office }) =>
        `${office(data.from)}无法解决此案，已说明困难和情况，将案件上交给${office(data.to)}。您无须另行申请。`,
    },
    UnresolvedReported: {
      headline: () => '案件未解决，已报告上级',
      happened: ({ data }, { office }) =>
        `案件在规定期限内尚未解决，已报告${office(data.to)}。该部门将了解情况、给予支持，并可调整责任。`,
    },
    ResponsibilityAdjusted: {
      headline: () => '责任部门已调整',
      happened: ({ data }, { office }) =>
        `上级部门已将案件由${office(data.from)}改由${office(data.to)}负责。您无须另行申请。`,
    },
    ProcedureAdopted: {
      headline: () => '您的案件适用新的办理流程',
      happened: () =>
        '同类案件已经过流程检查，新的办理流程适用于所有待办案件。请凭追踪号和查询码查看有关内容。',
    },
    CaseResolved: {
      headline: () => '案件已有处理结果，请您确认',
      happened: () =>
        '责任部门已作出处理。过程、结果、所依据的规定和此案发生的原因，请用追踪号和查询码查看。',
      yours:
        '请告诉我们：您满意；或者不满意但同意结案；或者不满意并要求继续办理。可通过查询页面、电话或任一窗口答复。',
    },
    FilerAnswered: {
      headline: () => '已代您记录答复',
      happened: ({ data }) => `工作人员已代您记录您对处理结果的答复：${answers[data.answer]}。`,
      yours: '如果这不是您的意思，您可以在规定期限内通过查询页面更正。',
    },
    ComplaintChannelsTold: {
      headline: () => '您可以向哪里投诉',
      happened: () =>
        '您对处理结果不满意，案件没有结案。我们已将此事告知下列投诉渠道和监督机关，并记录在案。',
    },
    ContestedReferred: {
      headline: () => '有异议的案件已报上级部门',
      happened: ({ data }, { office }) =>
        `您对处理结果有异议。${office(data.from)}已将过程、结果、建议和您的意见一并报送${office(data.to)}，由该部门负责。`,
    },
    CaseClosed: {
      headline: () => '案件已结案',
      happened: () => '您的案件已结案。',
    },
    CaseReopened: {
      headline: () => '案件已恢复办理',
      happened: ({ data }, { office }) => `案件已恢复办理，由${office(data.to)}负责。`,
    },
    IdleEscalated: {
      headline: () => '案件已升级至上级部门',
      happened: ({ data }, { office }) =>
        `案件在${office(data.from)}超过规定期限没有办理，已自动升级，改由${office(data.to)}负责。您无须另行申请。`,
    },
    SupervisoryBodyReported: {
      headline: () => '案件已报告监督机关',
      happened: ({ data }, { office }) =>
        data.kind === 'idle'
          ? `案件在${office(data.department)}超过规定期限没有办理，已报告${office(data.body)}。`
          : `案件在规定期限内尚未解决，已报告${office(data.body)}。`,
    },
    FilerReminded: {
      headline: () => '请确认处理结果',
      happened: () => '您的案件已有处理结果，我们尚未收到您的答复。',
      yours: '请告诉我们您是否满意。您可以要求继续办理，也可以同意结案。',
    },
  },
  subject: (trackingNumber, headline) => `【案踪】${trackingNumber}：${headline}`,
  greeting: '您好：',
  case: (trackingNumber, at) => `案件追踪号：${trackingNumber}\n时间：${at}（北京时间）`,
  responsible: (office, officer, telephone) =>
    `现责任部门：${office}${officer ? `，责任人：${officer}` : ''}${telephone ? `，电话：${telephone}` : ''}`,
  nextStep: {
    idle: (due) => `下一步：责任部门应在${due}前办理；逾期没有办理，案件将自动升级至上级部门。`,
    account: (due) => `下一步：如果案件届时尚未解决，将于${due}要求责任部门说明情况。`,
    unresolved: (due) => `下一步：如果案件在${due}前尚未解决，将报告上级部门。`,
    confirmationReminder: (due) => `下一步：请您确认处理结果；${due}前没有收到答复，我们会再次提醒您。`,
    confirmation: (due) => `下一步：请您在${due}前确认处理结果；逾期没有答复，案件将按“逾期未答”结案。`,
  },
  provisional: '此日期为暂定：当年的放假安排公布后可能调整。',
  why: (explanation) => `期限说明：${explanation}`,
  standsStill: '下一步：目前没有正在计算的期限；恢复计算后，查询页面会显示新的日期。',
  closed: {
    satisfied: '结案方式：您表示满意。如有需要，您可以在规定期限内要求恢复办理。',
    agreedThoughDissatisfied: '结案方式：您不满意但同意结案。您可以在规定期限内要求恢复办理。',
    withdrawn: '结案方式：撤回。您可以在规定期限内要求恢复办理。',
    noAnswer: '结案方式：逾期未答。我们没有在期限内收到您的答复；您可以在规定期限内要求恢复办理。',
  },
  channels: '您可以向下列机构投诉：',
  noChannels: '该部门没有登记投诉渠道；任一窗口都会受理您的投诉。',
  channel: ({ name, telephone, address, hours }) =>
    `· ${[
      name.zh,
      telephone && `电话：${telephone}`,
      address && `地址：${address}`,
      hours && `时间：${hours}`,
    ]
      .filter(Boolean)
      .join('，')}`,
  howToTrack: ({ trackingNumber, trackingPage }) =>
    `如何查询：打开 ${trackingPage} ，输入追踪号 ${trackingNumber} 和登记时交给您的查询码；或者在任一窗口、热线报追踪号。`,
  closing: '本邮件由系统自动发出，请勿直接回复。',
};
