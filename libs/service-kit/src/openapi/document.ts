import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemSchema } from './problem-schema';
import { schemaObject } from './schema-objects';

export interface DocumentTitle {
  title: string;
  description: string;
}

/** The OpenAPI document of a service, from its routes alone: no database is asked. */
export function documentOf(app: INestApplication, { title, description }: DocumentTitle): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion('1')
    .addSecurity('apiKey', { type: 'http', scheme: 'bearer', description: 'an API key, ctk_…' })
    .addSecurity('accessCode', { type: 'apiKey', in: 'header', name: 'X-Access-Code' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  document.components ??= {};
  document.components.schemas = {
    ...document.components.schemas,
    Problem: schemaObject(problemSchema, 'output'),
  };
  return document;
}
