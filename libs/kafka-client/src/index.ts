export { createKafka, type KafkaOptions } from './create-kafka';
