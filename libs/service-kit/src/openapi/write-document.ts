import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ServiceDefinition } from '../bootstrap/create-service';
import { createLog } from '../logging/log';
import { documentOf } from './document';

/** The OpenAPI document of a service without starting any part of it. */
export async function openApiOf(service: ServiceDefinition): Promise<OpenAPIObject> {
  const log = createLog({ service: service.name, level: 'silent' });
  const options = { preview: true, logger: false as const };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest never builds its options
  const app = await NestFactory.create(service.module(log), options);
  return documentOf(app, service);
}

/** The text of the committed document: stable, so that drift is a difference. */
export async function openApiText(service: ServiceDefinition): Promise<string> {
  return `${JSON.stringify(await openApiOf(service), null, 2)}\n`;
}

/** Writes the committed document. */
export async function writeOpenApi(service: ServiceDefinition, file: string): Promise<void> {
  await writeFile(file, await openApiText(service));
}
