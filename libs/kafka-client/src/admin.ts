import type { Admin, ITopicConfig, Kafka } from 'kafkajs';

/** Does work with Kafka's admin, which is let go of whatever comes of it. @throws what the work throws, or Kafka's error. */
export async function withAdmin<Value>(kafka: Kafka, work: (admin: Admin) => Promise<Value>): Promise<Value> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Creates what is missing of the topics and leaves the others as they are; answers the names of the new ones. */
export async function createMissingTopics(kafka: Kafka, wanted: readonly ITopicConfig[]): Promise<string[]> {
  return withAdmin(kafka, async (admin) => {
    const known = new Set(await admin.listTopics());
    const topics = wanted.filter(({ topic }) => !known.has(topic));
    if (topics.length > 0) await admin.createTopics({ waitForLeaders: true, topics });
    return topics.map(({ topic }) => topic);
  });
}
