import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { z } from 'zod';
import type { DoorRequest } from '../bootstrap/door-request';
import { checked } from './checked';

/** Injects the body, checked by a schema. */
export const Checked = createParamDecorator((schema: z.ZodType, context: ExecutionContext): unknown => {
  return checked(schema, context.switchToHttp().getRequest<DoorRequest>().body);
});

/** Injects the query, checked by a schema. */
export const CheckedQuery = createParamDecorator((schema: z.ZodType, context: ExecutionContext): unknown => {
  return checked(schema, context.switchToHttp().getRequest<DoorRequest>().query);
});
