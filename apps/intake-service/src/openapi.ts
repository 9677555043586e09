import { join } from 'node:path';
import { readConfiguration, writeOpenApi } from '@casetrace/service-kit';
import { intakeConfiguration } from './configuration';
import { intakeService } from './service';

/** No database is asked: the settings are there because the schema wants some. */
const nothingReal = { DATABASE_URL: 'postgres://localhost/none', ACCESS_CODE_SECRET: '-'.repeat(32) };

void writeOpenApi(
  intakeService(readConfiguration(intakeConfiguration, nothingReal)),
  join(__dirname, '..', 'openapi.json'),
);
