import 'reflect-metadata';
import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';
import type { CommitKey, SameRows } from './same-rows';

/** One Nest application with one route that commits the same rows and does nothing else. */
export interface NakedNest {
  url: string;
  stop(): Promise<void>;
}

export async function startNakedNest(
  databaseUrl: string,
  poolSize: number,
  rows: SameRows,
): Promise<NakedNest> {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });

  @Controller()
  class CommitController {
    constructor(@Inject('rows') private readonly rows: SameRows) {}

    @Post('commit')
    async commit(@Body() key: CommitKey): Promise<CommitKey> {
      const client = await pool.connect();
      try {
        await this.rows.inATransaction(client, key);
      } finally {
        client.release();
      }
      return key;
    }
  }

  @Module({ controllers: [CommitController], providers: [{ provide: 'rows', useValue: rows }] })
  class NakedModule {}

  const app = await NestFactory.create(NakedModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    stop: async () => {
      await app.close();
      await pool.end();
    },
  };
}
