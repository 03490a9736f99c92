import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index';
import { MailStore } from './store';

interface MailAnswer {
  id: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; mimeType: string; url: string; text: string | null }[];
}

const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';

let sandbox: Sandbox;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-mail-'));
  sandbox = await startSandbox({ dataDir });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(dataDir, { recursive: true });
});

async function send(to: string, extra: Record<string, unknown> = {}) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: sandbox.smtpPort });
  await transport.sendMail({ from: 'TablePick <hello@tablepick.example>', to, subject: `예약 확인 ${to}`, ...extra });
  transport.close();
}

async function inbox(to: string): Promise<MailAnswer[]> {
  return (await fetch(`${sandbox.url}/mail/api/messages?to=${encodeURIComponent(to)}`)).json() as Promise<MailAnswer[]>;
}

const read = async (path: string) => (await fetch(sandbox.url + path)).text();

describe('mailbox', () => {
  test('a mail that was accepted is there at once, with its calendar entry to download byte for byte', async () => {
    await send('minji@tablepick.example', {
      text: 'See you',
      html: '<p>See you</p>',
      icalEvent: { method: 'REQUEST', content: CALENDAR, filename: 'booking.ics' },
    });
    const [mail] = await inbox('minji@tablepick.example');
    expect(mail).toMatchObject({ subject: '예약 확인 minji@tablepick.example', to: ['minji@tablepick.example'] });
    expect(mail?.html).toContain('See you');
    const calendar = mail?.attachments.find((one) => one.filename === 'booking.ics');
    expect(calendar?.text ?? '').toContain('METHOD:REQUEST');
    const file = await fetch(sandbox.url + calendar!.url);
    expect(await file.text()).toBe(CALENDAR);
    expect(file.headers.get('content-disposition')).toContain('booking.ics');
  });

  test('search by recipient finds part of an address in any case, blind copies too, and nobody else', async () => {
    await send('one@search.example', { bcc: 'Hidden@search.example' });
    await send('two@search.example');
    expect(await inbox('ONE@search')).toHaveLength(1);
    expect(await inbox('hidden@search')).toHaveLength(1);
    expect((await inbox('search.example')).map((mail) => mail.to[0])).toEqual([
      'two@search.example',
      'one@search.example',
    ]);
    const page = await read('/mail?to=two@search.example');
    expect(page).toContain('two@search.example');
    expect(page).not.toContain('one@search.example');
  });

  test('the HTML of a mail is shown in a frame that can run nothing', async () => {
    await send('frame@tablepick.example', { html: '<p>Hi</p><script>alert(1)</script>', subject: '<b>bold</b>' });
    const [mail] = await inbox('frame@tablepick.example');
    const page = await read(`/mail/${mail?.id}`);
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(page).not.toContain('<script');
    const policy = (await fetch(`${sandbox.url}/mail/${mail?.id}/html`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^sandbox allow-popups /);
    expect(policy).toContain("default-src 'none'");
  });

  test('a picture that belongs to the mail is loaded from the mail', async () => {
    const attachments = [{ filename: 'logo.png', content: Buffer.from('png'), cid: 'logo@tablepick' }];
    await send('picture@tablepick.example', { html: '<img src="cid:logo@tablepick">', attachments });
    const [mail] = await inbox('picture@tablepick.example');
    expect(await read(`/mail/${mail?.id}/html`)).toContain(`src="/mail/${mail?.id}/attachments/0"`);
  });

  test('an unknown mail, a path as an id and an unknown attachment are 404', async () => {
    const [mail] = await inbox('picture@tablepick.example');
    const paths = ['/mail/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/mail/..%2Fpayments', `/mail/${mail?.id}/attachments/9`];
    for (const path of paths) expect((await fetch(sandbox.url + path)).status).toBe(404);
  });

  test('mails are still there after a restart', async () => {
    await send('restart@tablepick.example');
    const [before] = await inbox('restart@tablepick.example');
    await sandbox.close();
    sandbox = await startSandbox({ dataDir });
    const [after] = await inbox('restart@tablepick.example');
    expect(after).toEqual(before);
  });
});

test('only the last 500 mails are kept, on disk as in memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-mail-'));
  const store = new MailStore(folder);
  const mail = { receivedAt: '', from: '', to: ['a@b'], text: null, html: null, attachments: [] };
  for (let n = 0; n < 503; n += 1) store.add({ ...mail, subject: String(n) });
  const reread = new MailStore(folder);
  expect(store.list()).toHaveLength(500);
  expect(reread.list()).toEqual(store.list());
  expect([reread.list()[0]?.subject, reread.list().at(-1)?.subject]).toEqual(['502', '3']);
  rmSync(folder, { recursive: true });
});
