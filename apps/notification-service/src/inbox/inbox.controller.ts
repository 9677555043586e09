import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, CheckedQuery, DescribeRoute, Permission, type Principal } from '@casetrace/service-kit';
import type { z } from 'zod';
import { Inbox } from './inbox';
import {
  type InboxEntry,
  inboxEntry,
  type InboxPage,
  inboxPage,
  type InboxQuery,
  inboxQuery,
  whichInbox,
} from './inbox-answers';

@ApiTags('inbox')
@Controller('v1/inbox')
export class InboxController {
  constructor(@Inject(Inbox) private readonly inbox: Inbox) {}

  @Get()
  @Permission('inbox.read')
  @DescribeRoute({
    summary: 'What a department is told, newest first',
    query: inboxQuery,
    answer: inboxPage,
    by: 'staff',
  })
  read(@Asking() principal: Principal, @CheckedQuery(inboxQuery) query: InboxQuery): Promise<InboxPage> {
    return this.inbox.page(principal, query);
  }

  @Post(':eventId/read')
  @Permission('inbox.markRead')
  @DescribeRoute({
    summary: 'Mark an entry as read; the first reader stays noted',
    params: { eventId: 'id of the event' },
    query: whichInbox,
    answer: inboxEntry,
    by: 'staff',
  })
  markRead(
    @Asking() principal: Principal,
    @Param('eventId') eventId: string,
    @CheckedQuery(whichInbox) { department }: z.output<typeof whichInbox>,
  ): Promise<InboxEntry> {
    return this.inbox.markRead(principal, eventId, department);
  }
}
