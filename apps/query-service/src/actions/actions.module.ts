import { Module } from '@nestjs/common';
import { ActionsController } from './actions.controller';
import { LinkingDesk } from './linking-desk';

/** The staff's commands: the only part of query-service that changes a case. */
@Module({ controllers: [ActionsController], providers: [LinkingDesk] })
export class ActionsModule {}
