import type { Rules } from './rules';

/** What of a directory is looked at; a snapshot of the rules has it. */
export interface ConfiguredDirectory {
  rules: Pick<Rules, 'policies'>;
  departments: ReadonlyMap<string, ConfiguredDepartment>;
  staff: ReadonlyMap<
    string,
    { code: string; department: string; kind: string; deputy: string | null; active: boolean }
  >;
  categories: ReadonlyMap<string, { code: string; active: boolean }>;
}

interface ConfiguredDepartment {
  code: string;
  kind: 'department' | 'supervisoryBody' | 'complaintChannel';
  superior: string | null;
  supervisoryBody: string | null;
  complaintChannels: readonly string[];
  active: boolean;
}

/** Departments that keep a plan of duty, and whether somebody is on duty by it at the moment asked for. */
export type DutyCover = readonly { department: string; onDuty: boolean }[];

/** What may be wrong, and what it means, in words for operators. */
export const misconfigurationKinds = {
  departmentsWithoutSuperior: {
    severity: 'warning',
    zh: '没有上级部门，案件无法逐级上升',
    en: 'They have no superior: cases cannot climb from these.',
  },
  departmentsWithUnknownSuperior: {
    severity: 'warning',
    zh: '所列上级部门不存在',
    en: 'Their superior does not exist.',
  },
  departmentsWithInactiveSuperior: {
    severity: 'warning',
    zh: '所列上级部门已停用',
    en: 'Their superior is no longer active.',
  },
  topsWithoutSupervisoryBody: {
    severity: 'warning',
    zh: '最高一级部门没有监督机关，案件到此无处可报',
    en: 'They stand at the top and name no supervisory body: a case that has climbed all the way ends there.',
  },
  unknownSupervisoryBodies: {
    severity: 'warning',
    zh: '所列监督机关不存在、已停用或不是监督机关',
    en: 'The supervisory body that they name does not exist, is not active or is none.',
  },
  unknownComplaintChannels: {
    severity: 'warning',
    zh: '所列投诉渠道不存在、已停用或不是投诉渠道',
    en: 'A complaint channel that they name does not exist, is not active or is none.',
  },
  departmentsWithoutStaff: {
    severity: 'warning',
    zh: '没有在岗人员',
    en: 'Nobody works at these.',
  },
  staffWithoutDepartment: {
    severity: 'warning',
    zh: '所在部门不存在或已停用',
    en: 'Their department does not exist or is no longer active.',
  },
  unknownDeputies: {
    severity: 'warning',
    zh: '所列代理人不存在或已停用',
    en: 'The post that should stand in for them does not exist or is no longer active.',
  },
  categoriesWithoutPolicy: {
    severity: 'warning',
    zh: '没有公布时限规定，无法登记',
    en: 'They have no policy: nothing can be registered under them.',
  },
  categoriesOfUnknownDepartment: {
    severity: 'warning',
    zh: '时限规定所列承办部门不存在或已停用',
    en: 'Their policy proposes a department that does not exist or is no longer active.',
  },
  routesToUnknownDepartment: {
    severity: 'warning',
    zh: '按辖区分派的承办部门不存在或已停用',
    en: 'A route of their policy leads to a department that does not exist or is no longer active.',
  },
  nobodyOnDuty: {
    severity: 'note',
    zh: '该部门排有值班表，但此刻无人值班',
    en: 'They keep a plan of duty, and by it nobody is on duty now.',
  },
} as const satisfies Record<string, { severity: 'warning' | 'note'; zh: string; en: string }>;
export type MisconfigurationKind = keyof typeof misconfigurationKinds;

/** One thing that is wrong in the directory. */
export interface Misconfiguration {
  kind: MisconfigurationKind;
  /** code of the department, member of staff or category that it is wrong with */
  of: string;
  /** the code that is named there and should not be, such as the unknown superior */
  names: string | null;
  /** of a route: the district that it is for */
  district: string | null;
}

/**
 * P3: whatever in the directory would let a case stand still or a filer be told of nobody, in the order of
 * `misconfigurationKinds`, each by its code. Pure: the same directory gives the same list.
 */
export function misconfigurationsOf(
  directory: ConfiguredDirectory,
  duty: DutyCover = [],
): Misconfiguration[] {
  const departments = activeDepartments(directory);
  const found = [
    ...departments.flatMap((department) => ofSuperior(department, directory)),
    ...departments.flatMap((department) => ofOversight(department, directory)),
    ...ofStaff(directory),
    ...ofCategories(directory),
    ...duty
      .filter(({ department, onDuty }) => !onDuty && isActive(department, 'department', directory))
      .map(({ department }) => wrong('nobodyOnDuty', department)),
  ];
  const order = Object.keys(misconfigurationKinds);
  return found.sort(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind) || compare(one.of, other.of),
  );
}

const wrong = (
  kind: MisconfigurationKind,
  of: string,
  names: string | null = null,
  district: string | null = null,
): Misconfiguration => ({ kind, of, names, district });

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function activeDepartments({ departments }: ConfiguredDirectory): ConfiguredDepartment[] {
  return [...departments.values()].filter(({ kind, active }) => active && kind === 'department');
}

function isActive(
  code: string,
  kind: ConfiguredDepartment['kind'],
  { departments }: ConfiguredDirectory,
): boolean {
  const entry = departments.get(code);
  return entry?.active === true && entry.kind === kind;
}

function ofSuperior(
  { code, superior, supervisoryBody }: ConfiguredDepartment,
  directory: ConfiguredDirectory,
): Misconfiguration[] {
  if (superior === null) {
    if (supervisoryBody !== null) return [];
    const isTop = activeDepartments(directory).some((below) => below.superior === code);
    return [wrong(isTop ? 'topsWithoutSupervisoryBody' : 'departmentsWithoutSuperior', code)];
  }
  if (isActive(superior, 'department', directory)) return [];
  const known = directory.departments.get(superior)?.kind === 'department';
  return [
    wrong(known ? 'departmentsWithInactiveSuperior' : 'departmentsWithUnknownSuperior', code, superior),
  ];
}

function ofOversight(
  { code, supervisoryBody, complaintChannels }: ConfiguredDepartment,
  directory: ConfiguredDirectory,
): Misconfiguration[] {
  const unknownBody = supervisoryBody !== null && !isActive(supervisoryBody, 'supervisoryBody', directory);
  const unknownChannels = complaintChannels.filter(
    (channel) => !isActive(channel, 'complaintChannel', directory),
  );
  return [
    ...(unknownBody ? [wrong('unknownSupervisoryBodies', code, supervisoryBody)] : []),
    ...unknownChannels.map((channel) => wrong('unknownComplaintChannels', code, channel)),
  ];
}

function ofStaff(directory: ConfiguredDirectory): Misconfiguration[] {
  const active = [...directory.staff.values()].filter((member) => member.active);
  const staffed = new Set(active.filter(({ kind }) => kind === 'person').map(({ department }) => department));
  const unstaffed = activeDepartments(directory).filter(({ code }) => !staffed.has(code));
  const homeless = active.filter(({ department }) => directory.departments.get(department)?.active !== true);
  const unrepresented = active.filter(
    ({ deputy }) => deputy !== null && directory.staff.get(deputy)?.active !== true,
  );
  return [
    ...unstaffed.map(({ code }) => wrong('departmentsWithoutStaff', code)),
    ...homeless.map(({ code, department }) => wrong('staffWithoutDepartment', code, department)),
    ...unrepresented.map(({ code, deputy }) => wrong('unknownDeputies', code, deputy)),
  ];
}

function ofCategories(directory: ConfiguredDirectory): Misconfiguration[] {
  const active = [...directory.categories.values()].filter((category) => category.active);
  return active.flatMap(({ code }) => {
    const { policies } = directory.rules;
    const policy = Object.hasOwn(policies, code) ? policies[code] : undefined;
    if (!policy) return [wrong('categoriesWithoutPolicy', code)];
    const lost = (department: string): boolean => !isActive(department, 'department', directory);
    return [
      ...(lost(policy.department) ? [wrong('categoriesOfUnknownDepartment', code, policy.department)] : []),
      ...Object.entries(policy.routes ?? {})
        .filter(([, department]) => lost(department))
        .map(([district, department]) => wrong('routesToUnknownDepartment', code, department, district)),
    ];
  });
}
