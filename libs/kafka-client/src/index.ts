export { createMissingTopics, withAdmin } from './admin';
export { brokerList } from './broker-list';
export { createKafka, type KafkaOptions } from './create-kafka';
