import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredPermission, openApiText, permissionNames, readConfiguration } from '@casetrace/service-kit';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { describe, expect, it } from '@jest/globals';
import { notificationConfiguration } from '../../../apps/notification-service/src/configuration';
import { InboxController } from '../../../apps/notification-service/src/inbox/inbox.controller';
import { LettersController } from '../../../apps/notification-service/src/operations/letters.controller';
import { notificationService } from '../../../apps/notification-service/src/service';

const nothingReal = { DATABASE_URL: 'postgres://localhost/none', KAFKA_BROKERS: 'localhost:1' };
const service = notificationService(readConfiguration(notificationConfiguration, nothingReal));

describe('the routes of notification-service', () => {
  it('declare each the permission that they need', () => {
    const routes = [InboxController, LettersController].flatMap(({ prototype }) =>
      Object.getOwnPropertyNames(prototype)
        .map((name) => prototype[name as keyof typeof prototype] as object)
        .filter((method) => Reflect.getMetadata(METHOD_METADATA, method) !== undefined),
    );
    expect(routes).toHaveLength(4);
    for (const route of routes) {
      const declared = declaredPermission(route);
      expect(permissionNames).toContain(declared && 'permission' in declared && declared.permission);
    }
  });

  it('are those of the committed openapi.json, and no more', async () => {
    const file = join(__dirname, '../../../apps/notification-service/openapi.json');
    const document = JSON.parse(await openApiText(service)) as { paths: object };
    expect(document).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/inbox',
      '/v1/inbox/{eventId}/read',
      '/v1/notifications',
      '/v1/notifications/replay',
    ]);
  });
});
