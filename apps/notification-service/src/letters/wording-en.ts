import type { Wording } from './wording';

const answers = {
  satisfied: 'satisfied',
  agreeThoughDissatisfied: 'not satisfied, but agreeing to close',
  keepOpen: 'not satisfied, to be kept open',
} as const;

/** Letters in English. */
export const wordingEn: Wording = {
  letters: {
    CaseRegistered: {
      headline: () => 'your case is registered',
      happened: ({ data }, { office }) =>
        `Your case has been registered and assigned to ${office(data.assignedTo)}.`,
      yours:
        'You may add facts, arguments, a defence or an appeal at any time; each is put on record and answered.',
    },
    StatementAdded: {
      headline: () => 'a statement was recorded for you',
      happened: () =>
        'An officer has put a statement on record for you. The responsible department owes a reply to it.',
      yours: 'If it is not what you meant, say so on the tracking page or at any window.',
    },
    StatementReplied: {
      headline: () => 'a reply to your statement',
      happened: () =>
        'The responsible department has replied to a statement of yours. Read the reply with your tracking number and access code.',
    },
    CaseTransferred: {
      headline: () => 'your case was transferred',
      happened: ({ data }, { office }) =>
        `${office(data.from)} has done its part and has passed the case to ${office(data.to)}. You need not apply again.`,
    },
    CaseReferredUp: {
      headline: () => 'your case was referred to a higher department',
      happened: ({ data }, { office }) =>
        `${office(data.from)} cannot resolve the case. It has stated the difficulties and the situation and has referred the case to ${office(data.to)}. You need not apply again.`,
    },
    UnresolvedReported: {
      headline: () => 'unresolved, reported to the superior department',
      happened: ({ data }, { office }) =>
        `The case was not resolved in time and has been reported to ${office(data.to)}, which looks into it, gives support and may adjust responsibilities.`,
    },
    ResponsibilityAdjusted: {
      headline: () => 'another department is responsible now',
      happened: ({ data }, { office }) =>
        `The superior department has given the case from ${office(data.from)} to ${office(data.to)}. You need not apply again.`,
    },
    ProcedureAdopted: {
      headline: () => 'a new procedure applies to your case',
      happened: () =>
        'Cases like yours have been reviewed, and a new procedure now applies to all that wait. Read what is new with your tracking number and access code.',
    },
    CaseResolved: {
      headline: () => 'resolved: please tell us whether you are satisfied',
      happened: () =>
        'The responsible department has resolved the case. Read the process, the result, the rule it rests on and the cause with your tracking number and access code.',
      yours:
        'Please tell us whether you are satisfied, agree to close though dissatisfied, or want the case kept open: on the tracking page, by telephone or at any window.',
    },
    FilerAnswered: {
      headline: () => 'your answer was recorded by an officer',
      happened: ({ data }) =>
        `An officer has recorded your answer to the resolution: ${answers[data.answer]}.`,
      yours:
        'If that is not what you said, you can correct it on the tracking page within the period for it.',
    },
    ComplaintChannelsTold: {
      headline: () => 'where you can complain',
      happened: () =>
        'You are not satisfied with the outcome, and the case was not closed. The complaint channels and supervisory bodies below have been told, and that is on record.',
    },
    ContestedReferred: {
      headline: () => 'your objection is with the superior department',
      happened: ({ data }, { office }) =>
        `You object to the outcome. ${office(data.from)} has passed process, result, its suggestion and your opinion to ${office(data.to)}, which is responsible now.`,
    },
    CaseClosed: {
      headline: () => 'your case is closed',
      happened: () => 'Your case has been closed.',
    },
    CaseReopened: {
      headline: () => 'your case was reopened',
      happened: ({ data }, { office }) => `The case has been reopened; ${office(data.to)} is responsible.`,
    },
    IdleEscalated: {
      headline: () => 'escalated to the superior department',
      happened: ({ data }, { office }) =>
        `The case lay at ${office(data.from)} without handling for longer than allowed. It has been escalated to ${office(data.to)}, which is responsible now. You need not apply again.`,
    },
    SupervisoryBodyReported: {
      headline: () => 'reported to the supervisory body',
      happened: ({ data }, { office }) =>
        data.kind === 'idle'
          ? `The case lay at ${office(data.department)} without handling for longer than allowed and has been reported to ${office(data.body)}.`
          : `The case was not resolved in time and has been reported to ${office(data.body)}.`,
    },
    FilerReminded: {
      headline: () => 'please tell us whether you are satisfied',
      happened: () => 'Your case has been resolved, and we have not had your answer yet.',
      yours:
        'Please tell us whether you are satisfied. You may have the case kept open, or agree to close it.',
    },
  },
  subject: (trackingNumber, headline) => `[Casetrace] ${trackingNumber}: ${headline}`,
  greeting: 'Dear Sir or Madam,',
  case: (trackingNumber, at) => `Tracking number: ${trackingNumber}\nTime: ${at}`,
  responsible: (office, officer, telephone) =>
    `Responsible now: ${office}${officer ? `, ${officer}` : ''}${telephone ? `, telephone ${telephone}` : ''}`,
  nextStep: {
    idle: (due) =>
      `Next step: the responsible department has to act by ${due}; otherwise the case goes to the superior department by itself.`,
    account: (due) =>
      `Next step: if the case is still unresolved, the responsible department is asked for its account on ${due}.`,
    unresolved: (due) =>
      `Next step: if the case is not resolved by ${due}, it is reported to the superior department.`,
    confirmationReminder: (due) =>
      `Next step: please answer to the resolution; without an answer by ${due} we shall remind you.`,
    confirmation: (due) =>
      `Next step: please answer to the resolution by ${due}; without an answer the case is closed as unanswered.`,
  },
  provisional: 'The date is provisional: it may move when the holidays of that year are announced.',
  why: (explanation) => `How it is counted: ${explanation}`,
  standsStill:
    'Next step: no period is running at present; the tracking page will show the new date when one does.',
  closed: {
    satisfied: 'Closed as: you were satisfied. You can have it reopened within the period for it.',
    agreedThoughDissatisfied:
      'Closed as: you agreed though dissatisfied. You can have it reopened within the period for it.',
    withdrawn: 'Closed as: withdrawn. You can have it reopened within the period for it.',
    noAnswer:
      'Closed as: no answer. We had no answer from you in time; you can have it reopened within the period for it.',
  },
  channels: 'You can complain to:',
  noChannels: 'No complaint channel is on record for this department; any window will take your complaint.',
  channel: ({ name, telephone, address, hours }) =>
    `- ${[name.en, telephone && `telephone ${telephone}`, address, hours && `hours ${hours}`]
      .filter(Boolean)
      .join(', ')}`,
  howToTrack: ({ trackingNumber, trackingPage }) =>
    `How to follow it: open ${trackingPage} and enter the number ${trackingNumber} and the access code that you were given at registration; or name the number at any window or to the hotline.`,
  closing: 'This letter was sent by the system; please do not reply to it.',
};
