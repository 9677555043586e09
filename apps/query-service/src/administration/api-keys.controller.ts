import { Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ApiKeyEntry, ApiKeyIssue, type IssuedKey } from '@casetrace/case-record';
import {
  Asking,
  Checked,
  checked,
  CheckedQuery,
  DescribeRoute,
  IdempotencyKey,
  Permission,
  type Principal,
} from '@casetrace/service-kit';
import { z } from 'zod';
import { code } from './publication-answer';

const keyBody = z.strictObject({
  label: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters')
    .default('')
    .describe('what the key is for'),
});
const keysQuery = z.strictObject({
  cursor: code.optional().describe('`next` of the page before'),
  limit: z.coerce.number<string>().int().min(1).max(200).default(50),
});
const entry = z.strictObject({
  id: z.string(),
  staff: z.string(),
  label: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
});
const issuedAnswer = entry.extend({ key: z.string().describe('shown this once, and kept nowhere') });
const keysAnswer = z.strictObject({ items: z.array(entry), next: z.string().nullable() });

/** The keys by which staff and agencies' programs are recognised. */
@ApiTags('administration')
@Controller('v1/staff/:code/api-keys')
export class ApiKeysController {
  constructor(@Inject(ApiKeyIssue) private readonly keys: ApiKeyIssue) {}

  @Get()
  @Permission('keys.manage')
  @DescribeRoute({
    summary: 'The API keys of a member of staff, revoked ones too, without their secrets; in pages',
    params: { code: 'the staff code' },
    query: keysQuery,
    answer: keysAnswer,
    by: 'staff',
  })
  async list(
    @Param('code') typed: string,
    @CheckedQuery(keysQuery) { cursor, limit }: z.output<typeof keysQuery>,
  ): Promise<z.output<typeof keysAnswer>> {
    const found = await this.keys.list(checked(code, typed, 'code'), limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Post()
  @Permission('keys.manage')
  @DescribeRoute({
    summary:
      'Make an API key, which is shown this once; sent again, it gets a new secret, and the first answer is void',
    params: { code: 'the staff code' },
    body: keyBody,
    answer: issuedAnswer,
    status: 201,
    write: true,
    by: 'staff',
  })
  issue(
    @Asking() { officer, id }: Principal,
    @IdempotencyKey() requestKey: string,
    @Param('code') typed: string,
    @Checked(keyBody) { label }: z.output<typeof keyBody>,
  ): Promise<IssuedKey> {
    return this.keys.issue(checked(code, typed, 'code'), label, { by: officer ?? id, requestKey });
  }

  @Delete(':id')
  @Permission('keys.manage')
  @DescribeRoute({
    summary: 'Revoke an API key; within seconds no door takes it any more',
    params: { code: 'the staff code', id: 'id of the key' },
    answer: entry,
    by: 'staff',
  })
  revoke(
    @Asking() { officer, id: principal }: Principal,
    @Param('code') typed: string,
    @Param('id') id: string,
  ): Promise<ApiKeyEntry> {
    return this.keys.revoke(checked(code, typed, 'code'), checked(code, id, 'id'), officer ?? principal);
  }
}
