import { connect, type Socket } from 'node:net';
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

const ANSWER_TIMEOUT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 10_000;
const CONNECTIONS = 8;

/**
 * Sends by SMTP, wherever that is. A server that does not answer is given up after `timeoutMs`; the caller tries again,
 * under the same message id. Attachments are only what they hold: a path or an address in a mail is never opened.
 */
export function createMailer(options: { smtpUrl: string; from: string; timeoutMs?: number }): Mailer {
  const { timeoutMs = ANSWER_TIMEOUT_MS } = options;
  // The library takes its options either from a URL or from an object, so what is set here goes into the URL.
  const url = new URL(options.smtpUrl);
  const ours = {
    connectionTimeout: Math.min(timeoutMs, CONNECT_TIMEOUT_MS),
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    // Connections are kept for the mails that follow.
    pool: true,
    maxConnections: CONNECTIONS,
  };
  for (const [name, value] of Object.entries(ours))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  const transport = nodemailer.createTransport(url.toString());
  // As the library sets a proxy. A connection that is encrypted from its first byte it opens itself.
  if (url.protocol === 'smtp:') Object.assign(transport, { getSocket: promptSocket(url, ours.connectionTimeout) });
  return {
    async send(mail) {
      // Holiday replies and list software leave mails alone that say a program wrote them.
      const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
      await transport.sendMail({ from: options.from, headers, ...mail });
    },
  };
}

type SocketGiven = (error: Error | null, options?: { connection: Socket }) => void;

/**
 * A connection that sends at once. By itself it would keep back the last small piece of a mail until the one before was
 * acknowledged, which a server puts off for 40 ms: most of a mail's time.
 */
const promptSocket =
  ({ hostname, port }: URL, timeoutMs: number) =>
  (_options: unknown, given: SocketGiven): void => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 587),
      noDelay: true,
      timeout: timeoutMs,
    });
    socket.once('error', given);
    socket.once('timeout', () => socket.destroy(new Error(`${hostname} did not answer within ${timeoutMs} ms`)));
    socket.once('connect', () => {
      socket.off('error', given).removeAllListeners('timeout').setTimeout(0);
      given(null, { connection: socket });
    });
  };
