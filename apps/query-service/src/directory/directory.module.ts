import { Module } from '@nestjs/common';
import { CategoriesController } from './categories.controller';
import { DepartmentsController } from './departments.controller';
import { DutyController } from './duty.controller';
import { MisconfigurationsController } from './misconfigurations.controller';
import { StaffController } from './staff.controller';

/** Who is there for what, who works there, who is on duty, and what is wrong with all that. */
@Module({
  controllers: [
    CategoriesController,
    DepartmentsController,
    DutyController,
    MisconfigurationsController,
    StaffController,
  ],
})
export class DirectoryModule {}
