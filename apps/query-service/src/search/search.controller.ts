import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseSearch, type SearchPage, type SimilarAnswer, SimilarCases } from '@casetrace/case-search';
import {
  Asking,
  CaseNumber,
  CheckedQuery,
  DescribeRoute,
  Permission,
  type Principal,
} from '@casetrace/service-kit';
import {
  searchCasesAnswer,
  type SearchCasesQuery,
  searchCasesQuery,
  similarAnswer,
  type SimilarQuery,
  similarQuery,
} from './search-query';

/** M8: whoever gets a case can find similar past cases, how they were handled and what came of it. */
@ApiTags('search')
@Controller('v1/cases')
export class SearchController {
  constructor(
    @Inject(CaseSearch) private readonly cases: CaseSearch,
    @Inject(SimilarCases) private readonly past: SimilarCases,
  ) {}

  @Get()
  @Permission('case.search')
  @DescribeRoute({
    summary: 'Full-text search over all cases, open and closed, Chinese and English, in pages',
    query: searchCasesQuery,
    answer: searchCasesAnswer,
    by: 'staff',
  })
  search(
    @Asking() { department, roles }: Principal,
    @CheckedQuery(searchCasesQuery) { q, from, to, order, cursor, limit, ...codes }: SearchCasesQuery,
  ): Promise<SearchPage> {
    const filter = {
      ...codes,
      ...(from !== undefined && { from: startOfDay(from) }),
      ...(to !== undefined && { before: startOfDay(to, 1) }),
    };
    const searcher = { department, everyContact: roles.includes('supervisor') };
    const request = {
      filter,
      order,
      limit,
      ...(q !== undefined && { q }),
      ...(cursor !== undefined && { cursor }),
    };
    return this.cases.search(request, searcher);
  }

  @Get(':number/similar')
  @Permission('case.similar')
  @DescribeRoute({
    summary: 'Similar past cases: how each was handled, by whom, how long, whether the filer was satisfied',
    query: similarQuery,
    answer: similarAnswer,
    ofCase: true,
    by: 'staff',
  })
  similar(
    @CaseNumber() number: string,
    @CheckedQuery(similarQuery) { limit }: SimilarQuery,
  ): Promise<SimilarAnswer> {
    return this.past.similarTo(number, limit);
  }
}

/** The first moment of a day in Asia/Shanghai (no summer time), or of one that many days later. */
function startOfDay(day: string, later = 0): string {
  const start = new Date(`${day}T00:00:00+08:00`);
  start.setUTCDate(start.getUTCDate() + later);
  return start.toISOString();
}
