import { SetMetadata } from '@nestjs/common';
import type { PermissionName } from './permissions';

const metadataKey = 'casetrace:permission';

/** What a route declares: the permission that it needs, or why it is open to anyone. */
export type DeclaredPermission = { permission: PermissionName } | { openBecause: string };

/** Declares the permission that a route needs; a route that declares nothing lets nobody in. */
export const Permission = (permission: PermissionName) => SetMetadata(metadataKey, { permission });

/** Declares that a route is open to anyone, and why that is right. */
export const OpenToAll = (openBecause: string) => SetMetadata(metadataKey, { openBecause });

/** What a controller's method declares, or undefined. */
export function declaredPermission(method: object): DeclaredPermission | undefined {
  return Reflect.getMetadata(metadataKey, method) as DeclaredPermission | undefined;
}
