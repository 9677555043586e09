import { randomBytes } from 'node:crypto';

/** A letter that the catcher took. */
export interface Mail {
  id: string;
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
  from: { address: string; name?: string }[];
  to: { address: string; name?: string }[];
  headers: Record<string, string>;
}

/** The letters that reached the mail catcher, from all spec files: ask by recipient. */
export class Mailbox {
  constructor(private readonly webAddress: string) {}

  /** An address that no other test uses. */
  addressFor(name: string): string {
    return `${name}.${randomBytes(4).toString('hex')}@example.org`;
  }

  /** All letters to an address, oldest first. */
  async to(address: string): Promise<Mail[]> {
    const answer = await fetch(`${this.webAddress}/api/email`);
    if (!answer.ok) throw new Error(`The mail catcher answered ${answer.status}`);
    const mails = (await answer.json()) as Mail[];
    return mails.filter((mail) => mail.to.some((recipient) => recipient.address === address));
  }
}
