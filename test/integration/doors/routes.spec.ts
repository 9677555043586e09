import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { commandBodies } from '@casetrace/contracts';
import {
  commandPath,
  createLog,
  createService,
  declaredPermission,
  openApiText,
  permissionNames,
  readConfiguration,
  type ServiceDefinition,
} from '@casetrace/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { intakeConfiguration } from '../../../apps/intake-service/src/configuration';
import { intakeService } from '../../../apps/intake-service/src/service';
import { queryConfiguration } from '../../../apps/query-service/src/configuration';
import { queryService } from '../../../apps/query-service/src/service';
import { freshDatabase } from '../../harness/databases';
import { accessCodeSecret } from '../../harness/record-programs';
import { get } from './http';

interface Route {
  name: string;
  path: string;
  handler: object;
}
type App = Awaited<ReturnType<typeof createService>>;

/** Every method of every controller that Nest knows of, whatever module brought it. */
function routesOf(app: App): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype, name }) => {
    const prototype = (metatype as { prototype: Record<string, object> }).prototype;
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method]!;
      if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
      const parts = [
        Reflect.getMetadata(PATH_METADATA, metatype as object),
        Reflect.getMetadata(PATH_METADATA, handler),
      ];
      const path = `/${parts
        .map((part) => String(part).replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      return [{ name: `${String(name)}.${method}`, path, handler }];
    });
  });
}

/** Every path that Express answers, whoever put it there. */
function expressPaths(app: App): string[] {
  const { router } = app.getHttpAdapter().getInstance() as {
    router: { stack: { route?: { path: string } }[] };
  };
  return [...new Set(router.stack.flatMap(({ route }) => (route ? [route.path] : [])))];
}

const withoutPermission = (app: App): string[] =>
  routesOf(app).flatMap(({ name, handler }) => (declaredPermission(handler) ? [] : [name]));

const services: { name: string; of: (databaseUrl: string) => ServiceDefinition }[] = [
  {
    name: 'intake-service',
    of: (url) => intakeService(readConfiguration(intakeConfiguration, settings(url))),
  },
  { name: 'query-service', of: (url) => queryService(readConfiguration(queryConfiguration, settings(url))) },
];
const settings = (DATABASE_URL: string) => ({
  DATABASE_URL,
  ACCESS_CODE_SECRET: accessCodeSecret,
  PORT: '0',
});
const silent = createLog({ service: 'routes', level: 'silent' });

describe.each(services)('$name', ({ name, of }) => {
  let app: App;
  beforeAll(async () => {
    app = await createService(of((await freshDatabase()).url), silent);
    await app.init();
  });
  afterAll(() => app.close());

  it('declares on every route the permission that it needs, or why it is open', () => {
    expect(routesOf(app).length).toBeGreaterThan(8);
    expect(withoutPermission(app)).toEqual([]);
    for (const { handler } of routesOf(app)) {
      const declared = declaredPermission(handler)!;
      if ('permission' in declared) expect(permissionNames).toContain(declared.permission);
      else expect(declared.openBecause.length).toBeGreaterThan(10);
    }
  });

  it('answers no path besides those routes and its documentation', () => {
    const known = new Set(routesOf(app).map(({ path }) => path));
    const others = expressPaths(app).filter((path) => !known.has(path));
    expect(others.filter((path) => !/^\/(docs|openapi\.json)/.test(path))).toEqual([]);
  });

  it('has its committed openapi.json', async () => {
    const file = join(__dirname, '../../../apps', name, 'openapi.json');
    const text = await openApiText(of('postgres://localhost/none'));
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('documents every route but health, each with the answer and the problem', async () => {
    const { paths } = JSON.parse(await openApiText(of('postgres://localhost/none'))) as {
      paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
    };
    const documented = Object.keys(paths).sort();
    const routed = routesOf(app)
      .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'))
      .filter((path) => path.startsWith('/v1/'));
    expect(documented).toEqual([...new Set(routed)].sort());
    for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
      expect(operation.summary).toBeTruthy();
      expect(operation.responses).toHaveProperty('default');
    }
  });
});

describe('the walk over the routes', () => {
  @Controller('v1/forgotten')
  class ForgottenController {
    @Get()
    anything() {
      return 'secret';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}

  it('finds a route that declares nothing, and the guard lets nobody into it', async () => {
    const service = services[1]!.of((await freshDatabase()).url);
    const app = await createService(
      {
        ...service,
        module: (log) => {
          const module = service.module(log);
          return { ...module, imports: [...(module.imports ?? []), ForgottenModule] };
        },
      },
      silent,
    );
    try {
      await app.listen(0, '127.0.0.1');
      expect(withoutPermission(app)).toEqual(['ForgottenController.anything']);
      const answer = await get(`${await app.getUrl()}/v1/forgotten`, { as: 'administrator-1' });
      expect([answer.status, answer.body.code]).toEqual([403, 'notAllowed']);
    } finally {
      await app.close();
    }
  });
});

describe('query-service', () => {
  it('has an action for every command of the staff; a procedure is adopted through its review alone', async () => {
    const { paths } = JSON.parse(await openApiText(services[1]!.of('postgres://localhost/none'))) as {
      paths: Record<string, unknown>;
    };
    const commands = (Object.keys(commandBodies) as (keyof typeof commandBodies)[]).filter(
      (type) => type !== 'register' && type !== 'adoptProcedure',
    );
    for (const type of commands)
      expect(paths).toHaveProperty([`/v1/cases/{number}/actions/${commandPath(type)}`, 'post']);
    expect(paths).not.toHaveProperty(['/v1/cases/{number}/actions/adopt-procedure']);
    expect(paths).toHaveProperty(['/v1/process-reviews/{id}/actions/adopt-procedure', 'post']);
  });
});
