import type { CommandType, Role } from '@casetrace/contracts';

/** Who holds a permission. */
export interface Grant {
  roles: readonly Role[];
  /** the filer too, for their own case */
  filer?: true;
}

const everyStaff = [
  'agency',
  'frontDesk',
  'departmentOfficer',
  'supervisor',
  'administrator',
  'auditor',
  'operations',
] as const satisfies readonly Role[];
const handling = ['departmentOfficer', 'supervisor'] as const satisfies readonly Role[];
const officers = ['frontDesk', ...handling] as const satisfies readonly Role[];
const forTheFiler = ['agency', ...officers] as const satisfies readonly Role[];

/**
 * What each role may do (lifecycle.md, "Commands"; that the *department* is the responsible one is decided by the rules).
 * Staff register too: a ministry's own help desk has them as filers.
 */
export const grants = {
  'case.register': { roles: forTheFiler },
  'case.read': { roles: [...forTheFiler, 'administrator', 'auditor'], filer: true },
  'case.addStatement': { roles: forTheFiler, filer: true },
  'case.answer': { roles: forTheFiler, filer: true },
  'case.withdraw': { roles: ['agency', 'frontDesk'], filer: true },
  'case.reopen': { roles: ['agency', 'frontDesk'], filer: true },
  'case.replyToStatement': { roles: handling },
  'case.recordProgress': { roles: handling },
  'case.contribute': { roles: officers },
  'case.transfer': { roles: handling },
  'case.referUp': { roles: handling },
  'case.reportUnresolved': { roles: officers },
  'case.instruct': { roles: ['supervisor'] },
  'case.adjustResponsibility': { roles: ['supervisor'] },
  'case.resolve': { roles: handling },
  'case.referContested': { roles: handling },
  'case.escalateIdle': { roles: ['frontDesk'] },
  'case.claim': { roles: handling },
  'case.assignOfficer': { roles: handling },
  'case.markEnteredInError': { roles: officers },
  'case.linkCase': { roles: officers },
  'case.adoptProcedure': { roles: ['supervisor'] },
  'case.search': { roles: [...officers, 'administrator', 'auditor'] },
  'case.similar': { roles: [...officers, 'administrator', 'auditor'] },
  'proposal.duplicates': { roles: forTheFiler },
  'worklist.read': { roles: [...officers, 'administrator', 'auditor'] },
  'inbox.read': { roles: [...officers, 'administrator', 'operations'] },
  'inbox.markRead': { roles: [...officers, 'administrator', 'operations'] },
  'notifications.read': { roles: ['operations'] },
  'notifications.replay': { roles: ['operations'] },
  'directory.read': { roles: everyStaff },
  'categories.read': { roles: everyStaff },
  'calendar.read': { roles: everyStaff },
  'suspensions.read': { roles: [...officers, 'administrator', 'auditor', 'operations'] },
  'statistics.read': { roles: [...officers, 'administrator', 'auditor'] },
  'refusals.read': { roles: ['auditor'] },
  'guidance.publish': { roles: ['administrator'] },
  'consultation.record': { roles: forTheFiler },
  'consultation.read': { roles: [...forTheFiler, 'administrator', 'auditor'] },
  'review.read': { roles: [...officers, 'administrator', 'auditor'] },
  'review.act': { roles: ['supervisor'] },
  'policy.publish': { roles: ['administrator'] },
  'calendar.publish': { roles: ['administrator'] },
  'clocks.suspend': { roles: ['administrator'] },
  'directory.edit': { roles: ['administrator'] },
  'keys.manage': { roles: ['administrator'] },
  'duty.plan': { roles: ['supervisor', 'administrator'] },
  'misconfigurations.read': { roles: ['supervisor', 'administrator', 'auditor', 'operations'] },
  'proposal.ask': { roles: forTheFiler },
} as const satisfies Record<string, Grant> & Record<`case.${CommandType}`, Grant>;

export type PermissionName = keyof typeof grants;
export const permissionNames = Object.keys(grants) as PermissionName[];
