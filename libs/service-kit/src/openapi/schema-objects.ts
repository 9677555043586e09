import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type JsonSchema = Schemas[string];

const names = new Map<z.ZodType, string>();

/** Gives a schema of an answer a name of its own in the OpenAPI document, where many routes refer to it. */
export function named<T extends z.ZodType>(name: string, schema: T): T {
  names.set(schema, name);
  return schema;
}

/** A reference to a named schema of an answer, or the schema itself. */
export function answerSchema(schema: z.ZodType): JsonSchema {
  const name = names.get(schema);
  return name === undefined ? schemaObject(schema, 'output') : { $ref: `${componentPath}${name}` };
}

/** The named schemas that a document refers to. */
export function referredTo(document: OpenAPIObject): Schemas {
  const text = JSON.stringify(document.paths);
  const used = [...names].filter(([, name]) => text.includes(`"${componentPath}${name}"`));
  return Object.fromEntries(used.map(([schema, name]) => [name, schemaObject(schema, 'output')]));
}

const componentPath = '#/components/schemas/';

/** The OpenAPI schema of a zod schema: of what may be sent (`input`) or what is answered (`output`). */
export function schemaObject(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as Record<string, unknown>;
  return rest;
}

/** The members of an object schema, with what is required. */
export function membersOf(schema: z.ZodObject): { name: string; required: boolean; schema: JsonSchema }[] {
  const { properties = {}, required = [] } = schemaObject(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, member]) => {
    return { name, required: required.includes(name), schema: member };
  });
}
