import { Module } from '@nestjs/common';
import { ActionsController } from './actions.controller';

/** The staff's commands: the only part of query-service that changes a case. */
@Module({ controllers: [ActionsController] })
export class ActionsModule {}
