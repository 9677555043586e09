import { join } from 'node:path';
import { readConfiguration, writeOpenApi } from '@casetrace/service-kit';
import { notificationConfiguration } from './configuration';
import { notificationService } from './service';

/** Nothing is connected to: the settings are there because the schema wants some. */
const nothingReal = { DATABASE_URL: 'postgres://localhost/none', KAFKA_BROKERS: 'localhost:1' };

void writeOpenApi(
  notificationService(readConfiguration(notificationConfiguration, nothingReal)),
  join(__dirname, '..', 'openapi.json'),
);
