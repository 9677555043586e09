/**
 * What specs of test/integration and test/e2e have of the real engines. PostgreSQL, Temporal, Kafka and the mail
 * catcher run once for all of them (test/global-setup.ts); nothing that one spec file does may disturb another:
 * - each takes databases of its own (`freshDatabase`) and a Temporal namespace of its own (`freshNamespace`);
 * - Kafka is shared, because topic, groups and transactional id are constants of the contracts. So spec files with
 *   engines run one after the other, and one that looks at events or runs a relay begins with `freshTopics()`;
 * - mail is told apart by its recipient (`mailbox().addressFor(…)`).
 */
import { engineAddresses } from './harness/engine-addresses';

export { type DatabaseOptions, freshDatabase, type TestDatabase } from './harness/databases';
export { eventsOnKafka, type EventsOnKafka, freshTopics } from './harness/kafka-topics';
export { type Mail, Mailbox } from './harness/mailbox';
export { type StaffKey, staffKey, staffKeys } from './harness/staff-keys';
export { freshNamespace } from './harness/temporal-namespaces';
export { eventually } from './eventually';

import { Mailbox } from './harness/mailbox';

/** `host:port` of Temporal. */
export const temporalAddress = (): string => engineAddresses().temporalAddress;
/** What KAFKA_BROKERS wants. */
export const kafkaBrokers = (): string => engineAddresses().kafkaBrokers;
/** What SMTP_URL wants. */
export const smtpUrl = (): string => engineAddresses().smtpUrl;
/** The letters that were sent. */
export const mailbox = (): Mailbox => new Mailbox(engineAddresses().mailWebAddress);
