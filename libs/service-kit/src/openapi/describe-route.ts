import { applyDecorators, HttpCode } from '@nestjs/common';
import {
  ApiBody,
  ApiDefaultResponse,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
} from '@nestjs/swagger';
import type { z } from 'zod';
import { problemSchema } from './problem-schema';
import { answerSchema, membersOf, schemaObject } from './schema-objects';

/** What the OpenAPI document says of a route. */
export interface RouteDescription {
  summary: string;
  /** of the JSON body */
  body?: z.ZodType;
  query?: z.ZodObject;
  answer: z.ZodType;
  /** 200 where it is left out */
  status?: 200 | 201;
  /** the path has `:number` */
  ofCase?: true;
  /** other members of the path */
  params?: Record<string, string>;
  /** needs Idempotency-Key */
  write?: true;
  /** who may ask: with an API key, or the filer with an access code too, or anyone without either */
  by: 'staff' | 'staffAndFiler' | 'anyone';
}

/** Describes a route in the OpenAPI document, with the schemas that it is checked by; sets its status too. */
export function DescribeRoute(route: RouteDescription): MethodDecorator {
  const status = route.status ?? 200;
  const described: MethodDecorator[] = [
    ApiOperation({ summary: route.summary }),
    ApiResponse({ status, description: 'as committed', schema: answerSchema(route.answer) }),
    ApiDefaultResponse({
      description: 'a problem (RFC 9457)',
      content: { 'application/problem+json': { schema: answerSchema(problemSchema) } },
    }),
  ];
  if (route.by !== 'anyone') described.push(ApiSecurity('apiKey'));
  if (route.by === 'staffAndFiler') described.push(ApiSecurity('accessCode'));
  if (route.body) described.push(ApiBody({ schema: schemaObject(route.body, 'input') }));
  if (route.ofCase) described.push(pathMember('number', 'the tracking number, as people type it'));
  for (const [name, meaning] of Object.entries(route.params ?? {})) described.push(pathMember(name, meaning));
  if (route.write) described.push(idempotencyKeyHeader);
  if (route.query) described.push(...queryMembers(route.query));
  return applyDecorators(HttpCode(status), ...described);
}

const pathMember = (name: string, description: string) =>
  ApiParam({ name, description, schema: { type: 'string' } });

const idempotencyKeyHeader = ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description:
    'chosen by the caller, new for each write; sending the write again with it gets the first answer',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
});

const queryMembers = (query: z.ZodObject): MethodDecorator[] =>
  membersOf(query).map((member) => ApiQuery(member));
