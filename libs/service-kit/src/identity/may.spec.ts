import { describe, expect, it } from '@jest/globals';
import { type Role, roles } from '@casetrace/contracts';
import { may, needsCaseFacts, visibleTo } from './may';
import { permissionNames, type PermissionName } from './permissions';
import type { Principal } from './principal';

const officer = (...held: Role[]): Principal => ({
  id: 'officer:x',
  kind: 'officer',
  department: 'desk',
  officer: 'x',
  roles: held,
});
const agency: Principal = { ...officer('agency'), id: 'agency:x', kind: 'agency', department: 'hotline' };
const filer: Principal = {
  id: 'filer:CT-1',
  kind: 'filer',
  department: 'desk',
  officer: null,
  roles: [],
  trackingNumber: 'CT-1',
};

/** Written by hand from lifecycle.md and the issue, not from the grants: one letter for each role, F for the filer. */
const letters: Record<string, Role> = {
  a: 'agency',
  w: 'frontDesk',
  d: 'departmentOfficer',
  s: 'supervisor',
  A: 'administrator',
  u: 'auditor',
  o: 'operations',
};
const expected: Record<PermissionName, string> = {
  'case.register': 'awds',
  'case.read': 'awdsAuF',
  'case.addStatement': 'awdsF',
  'case.answer': 'awdsF',
  'case.withdraw': 'awF',
  'case.reopen': 'awF',
  'case.replyToStatement': 'ds',
  'case.recordProgress': 'ds',
  'case.contribute': 'wds',
  'case.transfer': 'ds',
  'case.referUp': 'ds',
  'case.reportUnresolved': 'wds',
  'case.instruct': 's',
  'case.adjustResponsibility': 's',
  'case.resolve': 'ds',
  'case.referContested': 'ds',
  'case.escalateIdle': 'w',
  'case.claim': 'ds',
  'case.assignOfficer': 'ds',
  'case.markEnteredInError': 'wds',
  'case.linkCase': 'wds',
  'case.adoptProcedure': 's',
  'case.search': 'wdsAu',
  'case.similar': 'wdsAu',
  'proposal.duplicates': 'awds',
  'worklist.read': 'wdsAu',
  'inbox.read': 'wdsAo',
  'inbox.markRead': 'wdsAo',
  'notifications.read': 'o',
  'notifications.replay': 'o',
  'directory.read': 'awdsAuo',
  'categories.read': 'awdsAuo',
  'calendar.read': 'awdsAuo',
  'suspensions.read': 'wdsAuo',
  'statistics.read': 'wdsAu',
  'refusals.read': 'u',
  'guidance.publish': 'A',
  'consultation.record': 'awds',
  'consultation.read': 'awdsAu',
  'review.read': 'wdsAu',
  'review.act': 's',
  'policy.publish': 'A',
  'calendar.publish': 'A',
  'clocks.suspend': 'A',
  'directory.edit': 'A',
  'keys.manage': 'A',
  'duty.plan': 'sA',
  'misconfigurations.read': 'sAuo',
  'proposal.ask': 'awds',
};

const own = { trackingNumber: 'CT-1', registeringDepartment: 'hotline', responsibleDepartment: 'works' };
const others = { trackingNumber: 'CT-2', registeringDepartment: 'desk', responsibleDepartment: 'works' };

describe('may', () => {
  it('knows every permission of the table', () => {
    expect([...permissionNames].sort()).toEqual(Object.keys(expected).sort());
  });

  const cases = permissionNames.flatMap((permission) =>
    Object.entries(letters).map(([letter, role]) => {
      return { permission, role, allowed: expected[permission].includes(letter) };
    }),
  );
  it.each(cases)('$role: $permission is $allowed', ({ permission, role, allowed }) => {
    const principal = role === 'agency' ? agency : officer(role);
    expect(may(principal, permission, own)).toBe(allowed);
  });

  it.each(permissionNames)(
    'lets a filer %s only where the table says so, and only with the own case',
    (permission) => {
      expect(may(filer, permission, own)).toBe(expected[permission].includes('F'));
      expect(may(filer, permission, others)).toBe(false);
      expect(may(filer, permission, {})).toBe(false);
    },
  );

  it('lets an agency act on cases that its department registered or has, and on no others', () => {
    expect(may(agency, 'case.read', others)).toBe(false);
    expect(may(agency, 'case.read', { ...others, responsibleDepartment: 'hotline' })).toBe(true);
    expect(may(agency, 'case.read', {})).toBe(false);
    expect(needsCaseFacts(agency, 'case.read')).toBe(true);
    expect(needsCaseFacts(agency, 'case.register')).toBe(false);
    expect(needsCaseFacts(officer('frontDesk'), 'case.read')).toBe(false);
  });

  it('refuses whoever has no role, and a permission that does not exist', () => {
    for (const permission of permissionNames) expect(may(officer(), permission, own)).toBe(false);
    expect(may(officer(...roles), 'case.burn' as PermissionName, own)).toBe(false);
  });
});

describe('visibleTo', () => {
  const facts = { registeringDepartment: 'desk', responsibleDepartment: 'works' };
  it.each([
    { who: 'the filer', principal: filer, sees: ['everyone', 'contact'] },
    {
      who: 'the registering desk',
      principal: officer('frontDesk'),
      sees: ['everyone', 'departments', 'contact'],
    },
    {
      who: 'the responsible department',
      principal: { ...officer('departmentOfficer'), department: 'works' },
      sees: ['everyone', 'departments', 'contact'],
    },
    {
      who: 'another department',
      principal: { ...officer('departmentOfficer'), department: 'water' },
      sees: ['everyone', 'departments'],
    },
    {
      who: 'a supervisor elsewhere',
      principal: { ...officer('supervisor'), department: 'city' },
      sees: ['everyone', 'departments', 'contact'],
    },
    {
      who: 'an auditor',
      principal: { ...officer('auditor'), department: 'audit' },
      sees: ['everyone', 'departments'],
    },
    { who: 'another agency', principal: agency, sees: ['everyone'] },
    {
      who: 'the agency that registered',
      principal: { ...agency, department: 'desk' },
      sees: ['everyone', 'contact'],
    },
  ])('shows $who $sees', ({ principal, sees }) => {
    expect(visibleTo(principal, facts)).toEqual(sees);
  });
});
