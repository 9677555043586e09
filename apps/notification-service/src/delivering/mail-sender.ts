import type { Language } from '@casetrace/contracts';
import { createTransport, type Transporter } from 'nodemailer';
import type { Letter } from '../letters/letter-facts';

/** What goes out: one letter to one address. */
export interface Outgoing {
  to: string;
  letter: Letter;
  language: Language;
  messageId: string;
}

export interface MailSettings {
  /** such as `smtp://user:secret@mail.example.org:587` */
  smtpUrl: string;
  from: string;
  /** longest silence of the mail server; milliseconds */
  timeoutMs: number;
}

/** Sends letters by SMTP: plain text, marked as sent by a program, so that no machine answers. */
export class MailSender {
  private readonly transport: Transporter;

  constructor(private readonly settings: MailSettings) {
    const { smtpUrl: url, timeoutMs } = settings;
    const timeouts = {
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    };
    this.transport = createTransport({ url, ...timeouts });
  }

  /** Resolves when the mail server has taken it. @throws what it, or the way to it, says. */
  async send({ to, letter, language, messageId }: Outgoing): Promise<void> {
    await this.transport.sendMail({
      from: this.settings.from,
      to: { name: '', address: to },
      subject: letter.subject,
      text: letter.text,
      messageId,
      textEncoding: 'base64',
      headers: {
        'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
    });
  }

  close(): void {
    this.transport.close();
  }
}
