import { randomBytes } from 'node:crypto';
import { caseEventsTopic, searchAttributes } from '@casetrace/contracts';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { Kafka, logLevel } from 'kafkajs';
import { createTransport } from 'nodemailer';
import { Client } from 'pg';
import {
  eventsOnKafka,
  eventually,
  freshDatabase,
  freshNamespace,
  freshTopics,
  kafkaBrokers,
  mailbox,
  smtpUrl,
  staffKeys,
  temporalAddress,
} from '../../engines';

describe('the engines of the tests', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const end of ends) await end();
  });

  async function connect(url: string): Promise<Client> {
    const client = new Client({ connectionString: url });
    await client.connect();
    ends.push(() => client.end());
    return client;
  }

  it('give every spec file a migrated and seeded database of its own', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    const [inOne, inOther] = await Promise.all([connect(one.url), connect(other.url)]);
    await inOne.query('create table only_here (id int)');
    await expect(inOther.query('select * from only_here')).rejects.toThrow('does not exist');
    const { rows } = await inOther.query<{ count: number }>('select count(*)::int as count from departments');
    expect(rows[0]?.count).toBeGreaterThan(3);
  });

  it('know the keys of the demo staff', () => {
    expect(staffKeys().flatMap(({ roles }) => roles)).toEqual(
      expect.arrayContaining(['agency', 'frontDesk', 'departmentOfficer', 'supervisor', 'administrator']),
    );
    expect(staffKeys().every(({ key }) => key.startsWith('ctk_'))).toBe(true);
  });

  it('give every spec file a namespace of its own that knows the search attributes', async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    ends.push(() => connection.close());
    const [mine, theirs] = await Promise.all([freshNamespace(), freshNamespace()]);
    const start = (namespace: string) =>
      new TemporalClient({ connection, namespace }).workflow.start('any', {
        workflowId: 'the-same',
        taskQueue: 'the-same',
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributes.escalationLevel, value: 2 },
        ]),
      });
    const [first, second] = await Promise.all([start(mine), start(theirs)]);
    expect(first.firstExecutionRunId).not.toBe(second.firstExecutionRunId);
    const client = new TemporalClient({ connection, namespace: mine });
    await eventually(async () => {
      expect(await client.workflow.count('EscalationLevel = 2')).toMatchObject({ count: 1 });
    });
  });

  it('give a spec file empty topics, whatever was published before', async () => {
    const producer = new Kafka({ brokers: [kafkaBrokers()], logLevel: logLevel.ERROR }).producer();
    await producer.connect();
    ends.push(() => producer.disconnect());
    await freshTopics();
    await producer.send({ topic: caseEventsTopic, messages: [{ key: 'old', value: 'not even an event' }] });
    await freshTopics();
    const trackingNumber = `T-${randomBytes(4).toString('hex')}`;
    const event = {
      id: `${trackingNumber}:1:1`,
      trackingNumber,
      sequence: 1,
      epoch: 1,
      schemaVersion: 1,
      type: 'CaseRegistered',
      actor: { kind: 'agency', department: 'D', officer: null },
      effectiveAt: '2026-03-02T01:00:00.000Z',
      recordedAt: '2026-03-02T01:00:00.000Z',
      data: {},
      category: 'c',
      responsibleDepartment: 'D',
      registeringDepartment: 'D',
      status: 'assigned',
      hash: '00',
    };
    await producer.send({
      topic: caseEventsTopic,
      messages: [{ key: trackingNumber, value: JSON.stringify(event) }],
    });
    const events = await eventsOnKafka();
    ends.push(() => events.stop());
    await eventually(() => {
      expect(events.of(trackingNumber)).toEqual([event]);
    });
    expect(events.all()).toHaveLength(1);
  });

  it('keep the letters of each recipient apart', async () => {
    const letters = mailbox();
    const address = letters.addressFor('filer');
    const transport = createTransport(smtpUrl());
    await transport.sendMail({ from: 'desk@example.org', to: address, subject: '已立案', text: 'CT-1' });
    transport.close();
    await eventually(async () => {
      expect(await letters.to(address)).toEqual([expect.objectContaining({ subject: '已立案' })]);
    });
    expect(await letters.to(letters.addressFor('filer'))).toEqual([]);
  });
});

describe('eventually', () => {
  it('answers as soon as the assertion holds', async () => {
    let tries = 0;
    const answer = await eventually(
      () => {
        tries += 1;
        expect(tries).toBe(3);
        return tries;
      },
      { withinMs: 2_000, everyMs: 1 },
    );
    expect(answer).toBe(3);
  });

  it('fails with the last failure once the time is over', async () => {
    const never = eventually(() => Promise.reject(new Error('still nothing')), { withinMs: 30, everyMs: 10 });
    await expect(never).rejects.toThrow('Not within 30 ms: still nothing');
  });
});
