import { applyDecorators, Post } from '@nestjs/common';
import { commandBodies, type CommandType } from '@casetrace/contracts';
import { Permission } from '../identity/permission';
import { grants, type Grant } from '../identity/permissions';
import { DescribeRoute } from '../openapi/describe-route';
import { commandAnswer, registrationAnswer } from './command-answer';
import { commandSummaries } from './command-summaries';

/** The path of a command below its case, such as `refer-up`. */
export const commandPath = (type: CommandType): string =>
  type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Declares the POST route of a command: path, permission, schemas, description. */
export function CommandRoute(type: CommandType, path = commandPath(type)): MethodDecorator {
  const grant: Grant = grants[`case.${type}`];
  return applyDecorators(
    Post(path),
    Permission(`case.${type}`),
    DescribeRoute({
      summary: commandSummaries[type],
      body: commandBodies[type],
      answer: type === 'register' ? registrationAnswer : commandAnswer,
      status: type === 'register' ? 201 : 200,
      write: true,
      by: grant.filer ? 'staffAndFiler' : 'staff',
      ...(type !== 'register' && { ofCase: true }),
    }),
  );
}
