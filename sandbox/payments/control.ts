import type { Router } from '../http/router';
import { ControlError, controlRoutes } from '../lib/control';
import type { ProviderApi } from '../lib/provider-api';
import { parseConfig } from './config';
import type { FaultQueue } from './faults';
import { writeHistory } from './history';
import { checkOpenRequest, openPayment } from './opening';
import { authenticate, canExpire, expire } from './operations';
import { isCardBehaviour } from './page';
import type { PaymentStore } from './store';
import type { Change, StoredPayment } from './types';
import type { Webhooks } from './webhooks';

/** Some tens of thousands of payments. */
const HISTORY_LIMIT_BYTES = 16_000_000;

/** `/control`: what tests use to make things go wrong, to skip the browser and to look inside. */
export class PaymentControl {
  constructor(
    private readonly publicUrl: string,
    private readonly store: PaymentStore,
    private readonly webhooks: Webhooks,
    private readonly faults: FaultQueue,
    private readonly apis: readonly ProviderApi[],
  ) {}

  register(router: Router, prefix: string): void {
    const { store, faults, webhooks } = this;
    const on = controlRoutes(router, prefix);
    on('GET', '/log', (_, { url }) => this.readLog(url.searchParams));
    on('GET', '/config', () => store.config);
    on('PUT', '/config', (body) => this.configure(body));
    on('POST', '/config', (body) => this.configure(body));
    on('GET', '/faults', () => faults.list());
    on('POST', '/faults', (body) => okOrRefuse(faults.add(body)));
    on('DELETE', '/faults', () => {
      faults.clear();
      return { ok: true };
    });
    on('DELETE', '/faults/:id', (_, { params }) => ({ ok: faults.remove(Number(params.id)) }));
    on('POST', '/approve', (body) => this.approve(body));
    on('POST', '/history', (body) => writeHistory(store, body, this.publicUrl, Date.now()), HISTORY_LIMIT_BYTES);
    on('GET', '/payments', () => [...store.payments.values()].map(publicView));
    on('POST', '/payments/:paymentKey/expire', (_, { params }) => this.expireNow(this.find(params.paymentKey!)));
    on('POST', '/payments/:paymentKey/advance', (body, { params }) =>
      this.advance(this.find(params.paymentKey!), body),
    );
    on('GET', '/webhooks', (_, { url }) => this.readDeliveries(url.searchParams.get('orderId')));
    on('POST', '/webhooks/release', ({ orderId, reverse }) => ({
      released: webhooks.release({
        orderId: typeof orderId === 'string' ? orderId : undefined,
        reverse: reverse === true,
      }),
    }));
    on('POST', '/reset', () => this.reset());
  }

  private configure(body: Record<string, unknown>): unknown {
    const value = parseConfig(body, this.store.config);
    if (typeof value === 'string') throw new ControlError(400, value);
    this.store.commit([{ t: 'config', value }]);
    return this.store.config;
  }

  /** A payment as it is after the diner approved it in the browser. */
  private approve(body: Record<string, unknown>): unknown {
    const { orderId, amount, orderName = 'Table', card = 'approve', metadata = null } = body;
    if (typeof card !== 'string' || !isCardBehaviour(card)) throw new ControlError(400, `There is no card ${card}.`);
    const request = {
      orderId: String(orderId),
      orderName: String(orderName),
      amount: amount as number,
      currency: 'KRW',
      method: 'CARD',
      customerKey: typeof body.customerKey === 'string' ? body.customerKey : '@@ANONYMOUS',
      successUrl: `${this.publicUrl}/`,
      failUrl: `${this.publicUrl}/`,
      windowTarget: 'self',
      language: null,
      metadata: metadata as Record<string, string> | null,
    } as const;
    const problem = checkOpenRequest(request);
    if (problem) throw new ControlError(400, problem);
    const now = Date.now();
    const { stored, changes } = openPayment(request, this.store.config, this.publicUrl, now);
    const approved = body.ready === true ? [] : authenticate(stored, card, this.store.config.confirmWindowMs, now);
    this.webhooks.commit([...changes, ...approved], now);
    return { paymentKey: stored.payment.paymentKey, orderId, amount };
  }

  private expireNow(stored: StoredPayment): unknown {
    if (!canExpire(stored)) throw new ControlError(409, `A payment in ${stored.payment.status} cannot expire.`);
    this.webhooks.commit(expire(stored), Date.now());
    return publicView(this.find(stored.payment.paymentKey));
  }

  /** Brings the expiry of one payment nearer by `ms`. */
  private advance(stored: StoredPayment, { ms }: Record<string, unknown>): unknown {
    if (typeof ms !== 'number' || !Number.isFinite(ms)) throw new ControlError(400, 'ms is a number of milliseconds.');
    if (!canExpire(stored)) throw new ControlError(409, `A payment in ${stored.payment.status} cannot expire.`);
    const now = Date.now();
    const moved = { ...stored, openedAt: stored.openedAt - ms, expiresAt: stored.expiresAt - ms };
    const changes: Change[] = moved.expiresAt <= now ? expire(moved) : [{ t: 'payment', value: moved }];
    this.webhooks.commit(changes, now);
    return publicView(this.find(stored.payment.paymentKey));
  }

  private readLog(query: URLSearchParams): unknown {
    const orderId = query.get('orderId');
    const after = Number(query.get('after') ?? 0);
    return this.store.log.filter((one) => one.id > after && (orderId === null || one.orderId === orderId));
  }

  private readDeliveries(orderId: string | null): unknown {
    const all = [...this.store.deliveries.values()].filter((one) => orderId === null || one.orderId === orderId);
    return all.map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body) as unknown }));
  }

  private reset(): unknown {
    this.webhooks.forget();
    this.faults.clear();
    for (const api of this.apis) api.forget();
    this.store.reset();
    return { ok: true };
  }

  private find(paymentKey: string): StoredPayment {
    const stored = this.store.payments.get(paymentKey);
    if (!stored) throw new ControlError(404, 'There is no such payment.');
    return stored;
  }
}

function okOrRefuse<T>(value: T | string): T {
  if (typeof value === 'string') throw new ControlError(400, value);
  return value;
}

function publicView({ payment, behaviour, expiresAt }: StoredPayment) {
  return { payment, card: behaviour, expiresAt: new Date(expiresAt).toISOString() };
}
