import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller';
import { CalendarController } from './calendar.controller';
import { DirectoryEditsController } from './directory-edits.controller';
import { DirectoryImportController } from './directory-import.controller';
import { PoliciesController } from './policies.controller';
import { SuspensionsController } from './suspensions.controller';

/** What administrators change: limits, the emergency brake, the calendar, the directory, keys. */
@Module({
  controllers: [
    PoliciesController,
    SuspensionsController,
    CalendarController,
    DirectoryEditsController,
    DirectoryImportController,
    ApiKeysController,
  ],
})
export class AdministrationModule {}
