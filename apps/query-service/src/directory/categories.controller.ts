import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DirectoryReader } from '@casetrace/case-record';
import { DescribeRoute, Permission } from '@casetrace/service-kit';
import { categoriesAnswer } from './directory-answers';

@ApiTags('directory')
@Controller('v1/categories')
export class CategoriesController {
  constructor(@Inject(DirectoryReader) private readonly directory: DirectoryReader) {}

  @Get()
  @Permission('categories.read')
  @DescribeRoute({
    summary: 'The categories, each with the limits that hold now',
    answer: categoriesAnswer,
    by: 'staff',
  })
  async list() {
    return { items: await this.directory.categories() };
  }
}
