import { sendHtml, sendJson } from '../http/answers';
import { languageOf } from '../http/html';
import type { Exchange, Router } from '../http/router';
import { listPage, mailDocument, mailPage, missingPage } from './pages';
import { type Mail, MailStore } from './store';

const PAGE_POLICY = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};
/** A mail is foreign HTML: no scripts, no forms, no access to anything of this origin. */
const MAIL_POLICY = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline' https:; img-src data: http: https:; font-src data: http: https:; frame-ancestors 'self'",
};
const LIST_MAX = 200;

/** Mounts the pages and the JSON of the mailbox under `/mail`. */
export function startMailbox(router: Router, dataDir: string): MailStore {
  const store = new MailStore(dataDir);
  router.on('GET', '/mail', ({ req, res, url }) => {
    const recipient = url.searchParams.get('to') ?? '';
    const mails = store.list(recipient).slice(0, LIST_MAX);
    sendHtml(res, 200, listPage(mails, recipient, url, languageOf(req, url)), PAGE_POLICY);
  });
  router.on('GET', '/mail/api/messages', ({ res, url }) => {
    const found = store.list(url.searchParams.get('to') ?? '').slice(0, LIST_MAX);
    sendJson(res, 200, found.flatMap(({ id }) => store.read(id) ?? []).map(asJson));
  });
  router.on('DELETE', '/mail/api/messages', ({ res }) => {
    store.clear();
    sendJson(res, 200, { ok: true });
  });
  const onMail = (path: string, handler: (exchange: Exchange, mail: Mail) => void) =>
    router.on('GET', `/mail/:id${path}`, (exchange) => {
      const mail = store.read(exchange.params.id!);
      if (mail) handler(exchange, mail);
      else sendHtml(exchange.res, 404, missingPage(languageOf(exchange.req, exchange.url)), PAGE_POLICY);
    });
  onMail('', ({ req, res, url }, mail) => {
    const view = mail.html === null || url.searchParams.get('view') === 'text' ? 'text' : 'html';
    sendHtml(res, 200, mailPage(mail, view, url, languageOf(req, url)), PAGE_POLICY);
  });
  onMail('/html', ({ res }, mail) => sendHtml(res, 200, mailDocument(mail), MAIL_POLICY));
  onMail('/attachments/:index', sendAttachment);
  return store;
}

function sendAttachment({ res, params }: Exchange, mail: Mail): void {
  const attachment = /^\d+$/.test(params.index!) ? mail.attachments[Number(params.index)] : undefined;
  if (!attachment) {
    sendJson(res, 404, { message: 'There is no such attachment.' });
    return;
  }
  const content = Buffer.from(attachment.base64, 'base64');
  res.writeHead(200, {
    'content-type': attachment.mimeType,
    'content-length': content.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  res.end(content);
}

/** A mail as tests read it; the content of text attachments, such as a calendar entry, is in it. */
function asJson(mail: Mail) {
  return {
    ...mail,
    attachments: mail.attachments.map(({ base64, ...rest }, index) => ({
      ...rest,
      url: `/mail/${mail.id}/attachments/${index}`,
      text: /^text\/|^application\/(ics|json)$/.test(rest.mimeType)
        ? Buffer.from(base64, 'base64').toString('utf8')
        : null,
    })),
  };
}
