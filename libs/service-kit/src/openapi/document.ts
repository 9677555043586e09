import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { referredTo } from './schema-objects';

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
  const operationIdFactory = (controller: string, method: string): string =>
    `${controller.charAt(0).toLowerCase()}${controller.slice(1).replace(/Controller$/, '')}.${method}`;
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory });
  document.components = { ...document.components, schemas: referredTo(document) };
  return document;
}
