import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { z } from 'zod';
import type { DoorRequest } from '../bootstrap/door-request';
import { checked } from './checked';

/** Nest takes whatever has a method `transform` for a pipe, and schemas have one: so they are handed over in something else. */
interface Handed {
  schema: z.ZodType;
}

const fromBody = createParamDecorator(({ schema }: Handed, context: ExecutionContext): unknown => {
  return checked(schema, context.switchToHttp().getRequest<DoorRequest>().body);
});
const fromQuery = createParamDecorator(({ schema }: Handed, context: ExecutionContext): unknown => {
  return checked(schema, context.switchToHttp().getRequest<DoorRequest>().query);
});

/** Injects the body, checked by a schema. */
export const Checked = (schema: z.ZodType): ParameterDecorator => fromBody({ schema });

/** Injects the query, checked by a schema. */
export const CheckedQuery = (schema: z.ZodType): ParameterDecorator => fromQuery({ schema });
