import { applyDecorators, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reviewBodies, type ReviewBody, type ReviewCommandType } from '@casetrace/contracts';
import { ReviewCommands, type ReviewRequest } from '@casetrace/process-reviews';
import {
  actorOf,
  Asking,
  Checked,
  DescribeRoute,
  IdempotencyKey,
  Permission,
  type Principal,
} from '@casetrace/service-kit';
import { reviewCommandAnswer } from './review-answers';

/** The POST route of a command on a review. */
const ReviewAction = (type: ReviewCommandType, path: string, summary: string): MethodDecorator =>
  applyDecorators(
    Post(path),
    Permission('review.act'),
    DescribeRoute({
      summary,
      params: { id: 'id of the review' },
      body: reviewBodies[type],
      answer: reviewCommandAnswer,
      write: true,
      by: 'staff',
    }),
  );

const requestOf = <T extends ReviewCommandType>(
  review: string,
  body: ReviewBody<T>,
  principal: Principal,
  key: string,
): ReviewRequest<T> => ({ review, body, actor: actorOf(principal), caller: principal.id, key });

/** M11: what the superior in charge does with a process review. */
@ApiTags('process reviews')
@Controller('v1/process-reviews/:id/actions')
export class ReviewActionsController {
  constructor(@Inject(ReviewCommands) private readonly reviews: ReviewCommands) {}

  @ReviewAction('acknowledge', 'acknowledge', 'Take up the review, as the superior in charge')
  acknowledge(
    @Param('id') id: string,
    @Checked(reviewBodies.acknowledge) body: ReviewBody<'acknowledge'>,
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
  ) {
    return this.reviews.acknowledge(requestOf(id, body, principal, key));
  }

  @ReviewAction('recordFindings', 'record-findings', 'Say why the process fails')
  recordFindings(
    @Param('id') id: string,
    @Checked(reviewBodies.recordFindings) body: ReviewBody<'recordFindings'>,
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
  ) {
    return this.reviews.recordFindings(requestOf(id, body, principal, key));
  }

  @ReviewAction(
    'adoptProcedure',
    'adopt-procedure',
    'Publish a new procedure and apply it to every waiting case at once: steps, a route, duties, one disposition',
  )
  adoptProcedure(
    @Param('id') id: string,
    @Checked(reviewBodies.adoptProcedure) body: ReviewBody<'adoptProcedure'>,
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
  ) {
    return this.reviews.adoptProcedure(requestOf(id, body, principal, key));
  }

  @ReviewAction('close', 'close', 'Close the review; without a new procedure only with a reason')
  close(
    @Param('id') id: string,
    @Checked(reviewBodies.close) body: ReviewBody<'close'>,
    @Asking() principal: Principal,
    @IdempotencyKey() key: string,
  ) {
    return this.reviews.close(requestOf(id, body, principal, key));
  }
}
