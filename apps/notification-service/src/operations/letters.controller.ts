import { Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Checked, CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import { Letters } from './letters';
import {
  type LettersPage,
  lettersPage,
  type LettersQuery,
  lettersQuery,
  type ReplayAnswer,
  replayAnswer,
  type ReplayBody,
  replayBody,
} from './letters-answers';

@ApiTags('operations')
@Controller('v1/notifications')
export class LettersController {
  constructor(@Inject(Letters) private readonly letters: Letters) {}

  @Get()
  @Permission('notifications.read')
  @DescribeRoute({
    summary: 'Letters in a state, oldest first: those that were given up where no state is named',
    query: lettersQuery,
    answer: lettersPage,
    by: 'staff',
  })
  read(@CheckedQuery(lettersQuery) query: LettersQuery): Promise<LettersPage> {
    return this.letters.page(query);
  }

  @Post('replay')
  @Permission('notifications.replay')
  @DescribeRoute({
    summary: 'Try letters anew that were given up; repeating the request does no harm',
    body: replayBody,
    answer: replayAnswer,
    by: 'staff',
  })
  replay(@Checked(replayBody) { eventIds }: ReplayBody): Promise<ReplayAnswer> {
    return this.letters.replay(eventIds);
  }
}
