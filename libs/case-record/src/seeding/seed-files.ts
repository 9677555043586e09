import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual, Role } from '@casetrace/contracts';
import type { Period } from '@casetrace/case-rules';
import type { DepartmentEntry, PostContact, StaffEntry } from '../rules/rules-snapshot';

export interface SeedDepartment {
  code: string;
  kind: DepartmentEntry['kind'];
  name: Bilingual;
  superior: string | null;
  supervisoryBody?: string;
  complaintChannels?: string[];
  duties: Bilingual;
  address: Bilingual;
  telephone: string;
  hours: string;
  district?: string;
}

export interface SeedMember {
  code: string;
  department: string;
  kind: StaffEntry['kind'];
  /** the title of the post */
  post: Bilingual;
  roles: Role[];
  contact?: PostContact;
  /** the post that stands in */
  deputy?: string;
  /** an API key is made and printed once */
  demoKey?: boolean;
}

type PeriodName = 'idle' | 'unresolved' | 'accountLead' | 'confirmation' | 'reopenWindow';

export interface SeedCategory {
  code: string;
  name: Bilingual;
  description: Bilingual;
  /** periods that are left out are the one standard */
  policy: { department: string; routes?: Record<string, string> } & Partial<Record<PeriodName, Period>>;
}

export interface Seed {
  departments: SeedDepartment[];
  staff: SeedMember[];
  categories: SeedCategory[];
}

const folder = join(__dirname, '..', '..', 'seed');

/** The fictional city that an empty database is filled with. */
export function readSeed(): Seed {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return {
    departments: read('departments') as SeedDepartment[],
    staff: read('staff') as SeedMember[],
    categories: read('categories') as SeedCategory[],
  };
}
