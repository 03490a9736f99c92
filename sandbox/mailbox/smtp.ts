import type { AddressInfo } from 'node:net';
import PostalMime, { type Address, type Attachment } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Mail, MailAttachment, MailStore } from './store';

const MAIL_LIMIT_BYTES = 10_000_000;
const CALENDAR_TYPES: readonly string[] = ['text/calendar', 'application/ics'];

/** Takes every mail for every address, without login or encryption, on 127.0.0.1 only. */
export async function listenSmtp(
  store: MailStore,
  port: number,
  onError: (line: string) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    banner: 'TablePick sandbox',
    size: MAIL_LIMIT_BYTES,
    closeTimeout: 200,
    onData(stream, session, done) {
      keep(store, stream, session).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
  // A client that goes away in the middle is its own affair, and no reason to stop.
  server.on('error', (error) => onError(`mailbox: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: listening } = server.server.address() as AddressInfo;
  return { port: listening, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The sender is told 250 only after the mail is on disk. */
async function keep(store: MailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) {
    throw Object.assign(new Error('The mail is larger than 10 MB.'), { responseCode: 552 });
  }
  const envelopeFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const to = session.envelope.rcptTo.map((one) => one.address);
  store.add(await parseMail(Buffer.concat(chunks), envelopeFrom, to));
}

async function parseMail(raw: Buffer, envelopeFrom: string, to: string[]): Promise<Omit<Mail, 'id'>> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: 'base64' });
  return {
    receivedAt: new Date().toISOString(),
    from: shown(email.from) ?? envelopeFrom,
    to,
    subject: email.subject ?? '',
    text: email.text ?? null,
    html: email.html ?? null,
    attachments: withoutTwins(email.attachments).map(attachmentFrom),
  };
}

/** A calendar entry travels twice, as an alternative without a name and as a file: the file is enough. */
function withoutTwins(parts: Attachment[]): Attachment[] {
  return parts.filter(
    (part) =>
      part.filename !== null || !parts.some((other) => other.filename !== null && other.content === part.content),
  );
}

function attachmentFrom(part: Attachment, index: number): MailAttachment {
  let content = Buffer.from(String(part.content), 'base64');
  // The parser shortens the line ends of calendars; RFC 5545 wants CRLF, and so will whoever opens the file.
  if (CALENDAR_TYPES.includes(part.mimeType)) content = Buffer.from(content.toString().replace(/\r?\n/g, '\r\n'));
  return {
    filename: part.filename ?? (part.mimeType === 'text/calendar' ? 'invite.ics' : `attachment-${index + 1}.bin`),
    mimeType: part.mimeType,
    contentId: part.contentId?.replace(/^<|>$/g, '') ?? null,
    sizeBytes: content.length,
    base64: content.toString('base64'),
  };
}

function shown(address: Address | undefined): string | undefined {
  if (!address) return undefined;
  return address.name && address.address ? `${address.name} <${address.address}>` : (address.address ?? address.name);
}
