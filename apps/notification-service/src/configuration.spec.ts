import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfiguration } from '@casetrace/service-kit';
import { domainOf, notificationConfiguration } from './configuration';

const least = { DATABASE_URL: 'postgres://localhost/casetrace', KAFKA_BROKERS: 'one:9092,two:9093' };

describe('the configuration of notification-service', () => {
  it('needs a database and Kafka, and no mail server', () => {
    const { KAFKA_BROKERS, SMTP_URL, PORT } = readConfiguration(notificationConfiguration, least);
    expect({ KAFKA_BROKERS, SMTP_URL, PORT }).toEqual({
      KAFKA_BROKERS: ['one:9092', 'two:9093'],
      SMTP_URL: undefined,
      PORT: 7303,
    });
  });

  it('names every wrong setting at once', () => {
    const wrong = { KAFKA_BROKERS: 'one', SMTP_URL: 'http://mail', MAIL_FROM: 'a\nb@c' };
    const read = (): unknown => readConfiguration(notificationConfiguration, wrong);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/DATABASE_URL: is missing[^]*KAFKA_BROKERS[^]*SMTP_URL[^]*MAIL_FROM/);
  });

  it('takes the domain of Message-IDs from the sender', () => {
    expect(domainOf('Service Hall <no-reply@service.example.org>')).toBe('service.example.org');
    expect(domainOf('no-reply@example.org')).toBe('example.org');
  });
});
