import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReviewReader } from '@casetrace/process-reviews';
import { CheckedQuery, DescribeRoute, Permission } from '@casetrace/service-kit';
import {
  reviewAnswer,
  reviewCasesAnswer,
  type ReviewCasesQuery,
  reviewCasesQuery,
  reviewsAnswer,
  type ReviewsQuery,
  reviewsQuery,
} from './review-answers';

const firstCases = 20;

/** M11: where cases pile up, who owes the review, and what came of it. */
@ApiTags('process reviews')
@Controller('v1/process-reviews')
export class ReviewsController {
  constructor(@Inject(ReviewReader) private readonly reviews: ReviewReader) {}

  @Get()
  @Permission('review.read')
  @DescribeRoute({
    summary: 'Process reviews, the newest first, in pages',
    query: reviewsQuery,
    answer: reviewsAnswer,
    by: 'staff',
  })
  list(@CheckedQuery(reviewsQuery) { cursor, limit, ...filter }: ReviewsQuery) {
    return this.reviews.list(filter, { limit, ...(cursor !== undefined && { cursor }) });
  }

  @Get(':id')
  @Permission('review.read')
  @DescribeRoute({
    summary: 'A process review: entries, outcome, cases that wait, figures before and after',
    params: { id: 'id of the review' },
    answer: reviewAnswer,
    by: 'staff',
  })
  async read(@Param('id') id: string) {
    const [review, waiting] = await Promise.all([
      this.reviews.read(id),
      this.reviews.cases(id, 'waiting', { limit: firstCases }),
    ]);
    const isClosed = review.closedAt !== null;
    const count = isClosed ? await this.reviews.waitingCount(id) : review.figuresAfter.open;
    return { ...review, waiting: { count, ...waiting } };
  }

  @Get(':id/cases')
  @Permission('review.read')
  @DescribeRoute({
    summary: 'The cases of a process review, the oldest first, in pages',
    params: { id: 'id of the review' },
    query: reviewCasesQuery,
    answer: reviewCasesAnswer,
    by: 'staff',
  })
  cases(@Param('id') id: string, @CheckedQuery(reviewCasesQuery) { which, cursor, limit }: ReviewCasesQuery) {
    return this.reviews.cases(id, which, { limit, ...(cursor !== undefined && { cursor }) });
  }
}
