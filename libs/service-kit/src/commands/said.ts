import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor, commandBodies, type CommandType, type PersonCommand } from '@casetrace/contracts';
import type { DoorRequest } from '../bootstrap/door-request';
import { principalOf } from '../identity/asking';
import { actorOf, type Principal } from '../identity/principal';
import { ProblemError } from '../problems/problem-error';
import { checked } from '../validation/checked';

/** A checked command on its way to the record, with who said it. */
export interface SaidCommand {
  command: PersonCommand;
  actor: Actor;
  /** scope of the key */
  caller: string;
  key: string;
  trackingNumber?: string;
  /** a supervisor may mark another's entry of their department as entered in error */
  asSupervisor: boolean;
  principal: Principal;
}

/** Injects the command of a request: body checked by its schema, actor, Idempotency-Key, tracking number. */
export const Said = createParamDecorator((type: CommandType, context: ExecutionContext): SaidCommand => {
  const request = context.switchToHttp().getRequest<DoorRequest>();
  const principal = principalOf(request);
  const body = checked(commandBodies[type], request.body);
  const said = saidBy(principal, idempotencyKeyOf(request), { type, body } as PersonCommand);
  const { trackingNumber } = request;
  return { ...said, ...(trackingNumber !== undefined && { trackingNumber }) };
});

/** A command as a principal says it. */
export function saidBy(principal: Principal, key: string, command: PersonCommand): SaidCommand {
  return {
    command,
    actor: actorOf(principal),
    caller: principal.id,
    key,
    asSupervisor: principal.roles.includes('supervisor'),
    principal,
  };
}

/** Injects the Idempotency-Key of a write that is no command. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return idempotencyKeyOf(context.switchToHttp().getRequest<DoorRequest>());
});

const keyForm = /^[\x21-\x7e]{1,128}$/;

/** @throws ProblemError idempotencyKeyMissing or invalidRequest. */
export function idempotencyKeyOf({ headers }: DoorRequest): string {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw new ProblemError('idempotencyKeyMissing');
  if (keyForm.test(key)) return key;
  const errors = [{ path: 'Idempotency-Key', message: 'up to 128 visible ASCII characters' }];
  throw new ProblemError('invalidRequest', undefined, { errors });
}
