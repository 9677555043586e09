import { Pool } from 'undici';
import { bench } from '../configuration';

interface Described {
  paths: Record<string, { get?: { parameters?: { name: string; schema?: { enum?: unknown[] } }[] } }>;
}

/** Asks query-service over connections that stay open. */
export class Reader {
  private readonly pool = new Pool(bench.query, { connections: 8, pipelining: 1 });

  constructor(private readonly key: string) {}

  /** @throws Error for any answer that is not 200. */
  async get(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.key}` };
    const answer = await this.pool.request({ method: 'GET', path, headers });
    const body = await answer.body.json();
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${JSON.stringify(body)}`);
    return body;
  }

  /** Whether the service has a route, and by which parameter it is told to group by a word such as `category`. */
  async route(path: string, groupedBy?: string): Promise<{ exists: boolean; group: string | undefined }> {
    const { paths } = (await this.get('/openapi.json')) as Described;
    const route = paths[path]?.get;
    const grouping = route?.parameters?.find(({ schema }) => schema?.enum?.includes(groupedBy));
    return { exists: route !== undefined, group: grouping?.name };
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
