import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DutyRoster, RulesSource } from '@casetrace/case-record';
import { type Misconfiguration, misconfigurationKinds, misconfigurationsOf } from '@casetrace/case-rules';
import { bilingualAnswer, DescribeRoute, Permission } from '@casetrace/service-kit';
import { z } from 'zod';

const kinds = Object.keys(misconfigurationKinds) as (keyof typeof misconfigurationKinds)[];
const misconfigurationsAnswer = z.strictObject({
  rulesVersion: z.int().describe('of the directory that was looked at'),
  items: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      severity: z.enum(['warning', 'note']).describe('a note wants looking at, and stops no case'),
      of: z.string().describe('code of the department, member of staff or category'),
      names: z.string().nullable().describe('the code that is named there and should not be'),
      district: z.string().nullable().describe('of a route: the district that it is for'),
      meaning: bilingualAnswer,
    }),
  ),
});

function asAnswered({ kind, ...found }: Misconfiguration) {
  const { severity, zh, en } = misconfigurationKinds[kind];
  return { kind, severity, ...found, meaning: { zh, en } };
}

/** P3: what is wrong in the directory is said, and never passed over in silence. */
@ApiTags('directory')
@Controller('v1/directory/misconfigurations')
export class MisconfigurationsController {
  constructor(
    @Inject(RulesSource) private readonly rules: RulesSource,
    @Inject(DutyRoster) private readonly roster: DutyRoster,
  ) {}

  @Get()
  @Permission('misconfigurations.read')
  @DescribeRoute({
    summary: 'What is wrong in the directory and in the policies: whatever would let a case stand still',
    answer: misconfigurationsAnswer,
    by: 'staff',
  })
  async list(): Promise<z.output<typeof misconfigurationsAnswer>> {
    const [snapshot, cover] = await Promise.all([this.rules.current(), this.roster.cover()]);
    const items = misconfigurationsOf(snapshot, cover).map(asAnswered);
    return { rulesVersion: snapshot.version, items };
  }
}
