import nodemailer from 'nodemailer';

export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The same for every try of the same mail, so that readers' mailboxes can drop a second copy. */
  messageId: string;
  attachments?: { filename: string; content: string; contentType: string }[];
};

export interface Mailer {
  /** Resolves when the mail server took the mail; rejects otherwise. */
  send(mail: Mail): Promise<void>;
}

/** Sends by SMTP, wherever that is. */
export function createMailer(options: { smtpUrl: string; from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url: options.smtpUrl,
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return {
    async send(mail) {
      await transport.sendMail({ from: options.from, ...mail });
    },
  };
}
