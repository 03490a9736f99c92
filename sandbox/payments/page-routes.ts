import { randomBytes } from 'node:crypto';
import { parseJsonObject, readForm, redirect, sendHtml } from '../http/answers';
import { type Language, languageOf } from '../http/html';
import type { Exchange, Router } from '../http/router';
import type { SandboxSettings } from '../options';
import { checkOpenRequest, type OpenRequest, openPayment } from './opening';
import { abort, authenticate } from './operations';
import { abandonedPage, isCardBehaviour, paymentPage, refusedPage } from './page';
import { PAGE_TEXT } from './page-text';
import { SDK_SCRIPT } from './script';
import { WAS_CAPTURED } from './status';
import type { PaymentStore } from './store';
import type { StoredPayment } from './types';
import type { Webhooks } from './webhooks';

type FailCode = 'REJECT_CARD_COMPANY' | 'PAY_PROCESS_CANCELED' | 'PAY_PROCESS_ABORTED';

/** What the diner's browser meets: the script, the payment page and its buttons. */
export class PaymentPages {
  constructor(
    private readonly settings: SandboxSettings,
    private readonly publicUrl: string,
    private readonly store: PaymentStore,
    private readonly webhooks: Webhooks,
  ) {}

  register(router: Router, prefix: string): void {
    router.on('GET', `${prefix}/v2/standard`, ({ res }) => {
      res
        .writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
        .end(SDK_SCRIPT);
    });
    router.on('GET', `${prefix}/v2/open`, (exchange) => this.open(exchange));
    const on = (action: string, handler: (exchange: Exchange, stored: StoredPayment, language: Language) => unknown) =>
      router.on(action === '' ? 'GET' : 'POST', `${prefix}/pay/:paymentKey${action}`, async (exchange) => {
        const stored = this.store.payments.get(exchange.params.paymentKey!);
        const language = languageOf(exchange.req, exchange.url, stored?.language);
        if (stored) await handler(exchange, stored, language);
        else sendHtml(exchange.res, 404, refusedPage(language, null));
      });
    on('', ({ res, url }, stored, language) => sendHtml(res, 200, paymentPage(stored, language, url), policy(stored)));
    on('/approve', (exchange, stored) => this.approve(exchange, stored));
    on('/decline', ({ res }, stored, language) => this.decline(res, stored, language));
    on('/cancel', ({ res }, stored, language) => redirect(res, failUrl(stored, 'PAY_PROCESS_CANCELED', language)));
    on('/leave', ({ res }, stored, language) => redirect(res, failUrl(stored, leaveCode(stored), language)));
    on('/abandon', ({ res }, stored, language) => {
      const nonce = randomBytes(16).toString('base64');
      sendHtml(res, 200, abandonedPage(stored, language, nonce), policy(stored, nonce));
    });
  }

  private open({ req, res, url }: Exchange) {
    const language = languageOf(req, url);
    const given = parseJsonObject(url.searchParams.get('request') ?? 'null');
    const request = given && openRequestFrom(given);
    const problem = request ? checkOpenRequest(request) : 'the request is not readable';
    if (url.searchParams.get('clientKey') !== this.settings.tossClientKey) {
      return sendHtml(
        res,
        401,
        refusedPage(language, 'INVALID_CLIENT_KEY: the client key is not known to this sandbox'),
      );
    }
    if (!request || problem) return sendHtml(res, 400, refusedPage(language, `INVALID_REQUEST: ${problem}`));
    if (this.store.allOfOrder(request.orderId).some((one) => WAS_CAPTURED.has(one.payment.status))) {
      return sendHtml(res, 400, refusedPage(language, 'DUPLICATED_ORDER_ID: this order has been paid'));
    }
    const now = Date.now();
    const { stored, changes } = openPayment(request, this.store.config, this.publicUrl, now);
    this.webhooks.commit(changes, now);
    redirect(res, `/toss/pay/${stored.payment.paymentKey}`);
  }

  private async approve({ req, res }: Exchange, stored: StoredPayment): Promise<void> {
    const { paymentKey, orderId, totalAmount, status } = stored.payment;
    if (status === 'READY') {
      const chosen = (await readForm(req)).get('card') ?? 'approve';
      const now = Date.now();
      const behaviour = isCardBehaviour(chosen) ? chosen : 'approve';
      this.webhooks.commit(authenticate(stored, behaviour, this.store.config.confirmWindowMs, now), now);
    } else if (status !== 'IN_PROGRESS' && status !== 'DONE') {
      return redirect(res, `/toss/pay/${paymentKey}`);
    }
    redirect(res, withQuery(stored.successUrl, { paymentKey, orderId, amount: String(totalAmount) }));
  }

  private decline(res: Exchange['res'], stored: StoredPayment, language: Language) {
    const { paymentKey, status } = stored.payment;
    if (status !== 'READY' && status !== 'ABORTED') return redirect(res, `/toss/pay/${paymentKey}`);
    if (status === 'READY') {
      this.webhooks.commit(abort(stored, 'REJECT_CARD_COMPANY', PAGE_TEXT.en.fails.REJECT_CARD_COMPANY), Date.now());
    }
    redirect(res, failUrl(stored, 'REJECT_CARD_COMPANY', language));
  }
}

function leaveCode(stored: StoredPayment): FailCode {
  return stored.payment.failure?.code === 'REJECT_CARD_COMPANY' ? 'REJECT_CARD_COMPANY' : 'PAY_PROCESS_ABORTED';
}

/** Where a failed payment goes back to. A customer's own cancelling brings no order id, as at the provider. */
function failUrl(stored: StoredPayment, code: FailCode, language: Language): string {
  const message = PAGE_TEXT[language].fails[code];
  const query: Record<string, string> = { code, message };
  if (code !== 'PAY_PROCESS_CANCELED') query.orderId = stored.payment.orderId;
  return withQuery(stored.failUrl, query);
}

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** Chromium applies form-action to where a posted form is redirected to, hence the shop's origins. */
function policy(stored: StoredPayment, nonce?: string): Record<string, string> {
  const shop = [...new Set([new URL(stored.successUrl).origin, new URL(stored.failUrl).origin])].join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "img-src 'self'",
      "font-src 'self'",
      ...(nonce ? [`script-src 'nonce-${nonce}'`] : []),
      `form-action 'self' ${shop}`,
      `frame-ancestors ${stored.windowTarget === 'iframe' ? shop : "'none'"}`,
      "base-uri 'none'",
    ].join('; '),
  };
}

function openRequestFrom(given: Record<string, unknown>): OpenRequest {
  const text = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : '');
  const metadata = given.metadata;
  const language = text('language').toLowerCase();
  return {
    orderId: text('orderId'),
    orderName: text('orderName'),
    amount: typeof given.amount === 'number' ? given.amount : Number.NaN,
    currency: text('currency'),
    method: text('method'),
    customerKey: text('customerKey'),
    successUrl: text('successUrl'),
    failUrl: text('failUrl'),
    windowTarget: given.windowTarget === 'iframe' ? 'iframe' : 'self',
    language: language === 'ko' || language === 'en' ? language : null,
    metadata: typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, string>) : null,
  };
}
