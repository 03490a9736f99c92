import { type AddressInfo, createServer } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { createMailer, type Mail } from './mailer';

const mail: Mail = {
  to: 'mina@example.com',
  subject: '예약이 확정됐어요',
  html: '<p>자리</p>',
  text: '자리',
  messageId: '<confirmation.res_1@book.example>',
  attachments: [
    {
      filename: 'booking.ics',
      content: 'BEGIN:VCALENDAR',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    },
  ],
};

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

async function mailServer(received: string[]): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => server.close());
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

test('a mail arrives whole: both bodies, the calendar with its method, the message id it was given', async () => {
  const received: string[] = [];
  const mailer = createMailer({ smtpUrl: await mailServer(received), from: 'TablePick <hello@book.example>' });
  await mailer.send(mail);
  const parsed = await PostalMime.parse(received[0]!);
  expect(parsed).toMatchObject({
    messageId: mail.messageId,
    subject: mail.subject,
    from: { name: 'TablePick', address: 'hello@book.example' },
    to: [{ address: mail.to }],
  });
  expect(parsed.text?.trim()).toBe('자리');
  expect(parsed.html?.trim()).toBe('<p>자리</p>');
  expect(parsed.attachments).toMatchObject([{ filename: 'booking.ics', mimeType: 'text/calendar', method: 'PUBLISH' }]);
  expect(parsed.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
});

test('a server that takes the connection and says nothing is given up', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => server.close());
  const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const start = performance.now();
  await expect(createMailer({ smtpUrl, from: 'a@b.example', timeoutMs: 200 }).send(mail)).rejects.toThrow();
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('a server that is not there is an error, not silence', async () => {
  const mailer = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.example' });
  await expect(mailer.send(mail)).rejects.toThrow('ECONNREFUSED');
});

test('an attachment cannot be a file of this machine', async () => {
  const received: string[] = [];
  const mailer = createMailer({ smtpUrl: await mailServer(received), from: 'a@b.example' });
  const attachments = [{ filename: 'x', path: '/etc/hostname' }] as unknown as Mail['attachments'];
  await expect(mailer.send({ ...mail, attachments })).rejects.toThrow('File access rejected');
  expect(received).toEqual([]);
});
