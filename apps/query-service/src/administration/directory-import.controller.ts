import { Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  DirectoryFilesRefused,
  DirectoryImport,
  departmentsForm,
  type FileProblem,
  type ImportedDirectory,
  staffForm,
} from '@casetrace/case-record';
import {
  Asking,
  Checked,
  DescribeRoute,
  Permission,
  type Principal,
  ProblemError,
} from '@casetrace/service-kit';
import { z } from 'zod';
import { reason } from './publication-answer';
import { publicationBy } from './publishing';

const columnsOf = (columns: readonly string[]): string => `CSV with a header of: ${columns.join(', ')}`;
const importBody = z
  .strictObject({
    departmentsCsv: z.string().optional().describe(columnsOf(departmentsForm.columns)),
    staffCsv: z.string().optional().describe(columnsOf(staffForm.columns)),
    dryRun: z.boolean().default(false).describe('only say what would change'),
    reason,
  })
  .refine(({ departmentsCsv, staffCsv }) => departmentsCsv !== undefined || staffCsv !== undefined, {
    path: ['departmentsCsv'],
    message: 'There must be a file.',
  });
const changes = z.strictObject({
  added: z.array(z.string()),
  changed: z.array(z.strictObject({ code: z.string(), columns: z.array(z.string()) })),
  unchanged: z.int(),
});
const importAnswer = z.strictObject({
  changes: z.strictObject({ departments: changes, staff: changes }),
  rulesVersion: z.int().nullable().describe('null where nothing was published'),
});

/**
 * The directory from a spreadsheet. Both files are members of one JSON body, because they are one change (staff refer to
 * departments, and all or nothing is published) and because the doors take nothing but JSON.
 */
@ApiTags('administration')
@Controller('v1/directory/import')
export class DirectoryImportController {
  constructor(@Inject(DirectoryImport) private readonly imports: DirectoryImport) {}

  @Post()
  @Permission('directory.edit')
  @DescribeRoute({
    summary: 'Import departments and staff from CSV, all or nothing; the same files again change nothing',
    body: importBody,
    answer: importAnswer,
    by: 'staff',
  })
  async run(
    @Asking() principal: Principal,
    @Checked(importBody) { dryRun, reason: why, ...files }: z.output<typeof importBody>,
  ): Promise<ImportedDirectory> {
    try {
      if (dryRun) return await this.imports.preview(files);
      return await this.imports.run(files, publicationBy(principal, why));
    } catch (error) {
      if (!(error instanceof DirectoryFilesRefused)) throw error;
      throw new ProblemError('invalidRequest', error.message, { errors: error.problems.map(asFieldProblem) });
    }
  }
}

/** Path of a cell: member of the body, row as a spreadsheet counts it, column. */
function asFieldProblem({ file, row, column, message }: FileProblem) {
  return { path: [`${file}Csv`, row, ...(column === null ? [] : [column])].join('.'), message };
}
