import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { DoorRequest } from '../bootstrap/door-request';
import type { Principal } from './principal';

/** Injects the principal that the guard recognised. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return principalOf(context.switchToHttp().getRequest<DoorRequest>());
});

/** Injects the tracking number of the path in its one written form. */
export const CaseNumber = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return trackingNumberOf(context.switchToHttp().getRequest<DoorRequest>());
});

/** @throws Error on a route that the guard let through without a principal: a fault of ours. */
export function principalOf({ principal }: DoorRequest): Principal {
  if (!principal) throw new Error('The route is open to all and knows no principal');
  return principal;
}

/** @throws Error on a route without `:number`: a fault of ours. */
export function trackingNumberOf({ trackingNumber }: DoorRequest): string {
  if (trackingNumber === undefined) throw new Error('The route has no :number');
  return trackingNumber;
}
