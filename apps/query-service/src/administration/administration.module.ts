import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller';
import { PoliciesController } from './policies.controller';
import { SuspensionsController } from './suspensions.controller';

/** What administrators change: limits, the emergency brake, the calendar. */
@Module({ controllers: [PoliciesController, SuspensionsController, CalendarController] })
export class AdministrationModule {}
