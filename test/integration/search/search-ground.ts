import { ReadModels, RulesSource } from '@casetrace/case-record';
import { CaseDocuments } from '@casetrace/case-search';
import { freshDatabase } from '../../harness/databases';
import { type Answer, get, post } from '../doors/http';
import { type Doors, openDoors } from '../doors/open-doors';
import { RecordUnderTest } from '../record/record-under-test';

/** Both doors and the record on one database, with the read model that a worker would keep. */
export class SearchGround {
  private constructor(
    readonly doors: Doors,
    readonly record: RecordUnderTest,
    readonly databaseUrl: string,
    private readonly models: ReadModels,
  ) {}

  static async open(): Promise<SearchGround> {
    const { url } = await freshDatabase();
    const record = await RecordUnderTest.open(url);
    const models = new ReadModels(record.database, new RulesSource(record.database), [new CaseDocuments()]);
    return new SearchGround(await openDoors(url), record, url, models);
  }

  /** What the worker does all the time: the documents are as the cases are. */
  async read(): Promise<void> {
    await this.models.update(1000);
  }

  async rebuild(): Promise<number> {
    return this.models.rebuild({ batch: 100, lanes: 2 });
  }

  search(query: Record<string, string | number>, as = 'auditor-1'): Promise<Answer> {
    const asked = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    return get(`${this.doors.query}/v1/cases?${asked.toString()}`, { as });
  }

  /** The numbers that a search finds, in their order. */
  async found(query: Record<string, string | number>, as?: string): Promise<string[]> {
    const { status, body } = await this.search(query, as);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber);
  }

  similar(number: string, as = 'auditor-1'): Promise<Answer> {
    return get(`${this.doors.query}/v1/cases/${number}/similar`, { as });
  }

  async act(number: string, action: string, body: unknown, as: string, key?: string): Promise<Answer> {
    const url = `${this.doors.query}/v1/cases/${number}/actions/${action}`;
    return post(url, body, { as, ...(key !== undefined && { key }) });
  }

  async page(number: string, as: string) {
    return (await get(`${this.doors.query}/v1/cases/${number}`, { as })).body;
  }

  async seen(number: string, as: string) {
    const { version, lastStatement } = await this.page(number, as);
    return { version, lastStatement };
  }

  async close(): Promise<void> {
    await this.doors.close();
    await this.record.close();
  }
}
