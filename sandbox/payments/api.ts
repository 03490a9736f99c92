import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseJsonObject, readBody, sendJson } from '../http/answers';
import type { Exchange, Router } from '../http/router';
import type { SandboxSettings } from '../options';
import { authorize } from './authorization';
import { isProviderErrorCode, PROVIDER_ERRORS, refuse } from './errors';
import type { Fault, FaultCall, FaultQueue } from './faults';
import { settlements, transactions } from './ledger';
import { cancel, confirm } from './operations';
import type { PaymentStore } from './store';
import type { Change, LogEntry, Outcome } from './types';
import type { Webhooks } from './webhooks';

const IDEMPOTENCY_KEY_MAX = 300;

type Operation = (body: Record<string, unknown>, exchange: Exchange, now: number) => Outcome;

/** A call on its way through: what has to be known to log it and to remember its answer. */
interface Call {
  exchange: Exchange;
  kind: FaultCall;
  body: Record<string, unknown> | null;
  orderId: string | null;
  idempotencyKey: string | null;
  identity: string | null;
  fault?: Fault;
}

/** The HTTP API of the provider: authorization, idempotency, faults, work, log, in this order. */
export class PaymentApi {
  private readonly inFlight = new Set<string>();
  /** Identities that answer 409 until the given epoch ms, because a fault says so. */
  private readonly heldInFlight = new Map<string, number>();
  private readonly stop = new AbortController();

  constructor(
    private readonly settings: SandboxSettings,
    private readonly store: PaymentStore,
    private readonly webhooks: Webhooks,
    private readonly faults: FaultQueue,
  ) {}

  register(router: Router, prefix: string): void {
    const { store } = this;
    const on = (method: 'GET' | 'POST', path: string, kind: FaultCall, operation: Operation) =>
      router.on(method, `${prefix}${path}`, (exchange) => this.serve(exchange, kind, operation));
    on('POST', '/v1/payments/confirm', 'confirm', (body, _, now) => confirm(store, body, now));
    on('POST', '/v1/payments/:paymentKey/cancel', 'cancel', (body, { params }, now) =>
      cancel(store, params.paymentKey!, body, now),
    );
    on('GET', '/v1/payments/orders/:orderId', 'query', (_, { params }) => show(store.ofOrder(params.orderId!)));
    on('GET', '/v1/payments/:paymentKey', 'query', (_, { params }) => show(store.payments.get(params.paymentKey!)));
    on('GET', '/v1/transactions', 'transactions', (_, { url }, now) => transactions(store, url.searchParams, now));
    on('GET', '/v1/settlements', 'settlements', (_, { url }, now) => settlements(store, url.searchParams, now));
    router.mount(`${prefix}/v1`, ({ res }) => {
      const { status, body } = refuse('NOT_FOUND');
      sendJson(res, status, body);
    });
  }

  /** Ends every delay: what has not been done by then is not done, as if the process had been killed. */
  close(): void {
    this.stop.abort();
  }

  /** Forgets what is being worked on, for a reset. */
  forget(): void {
    this.inFlight.clear();
    this.heldInFlight.clear();
  }

  private async serve(exchange: Exchange, kind: FaultCall, operation: Operation): Promise<void> {
    const { req, method } = exchange;
    const { tossSecretKeys, tossClientKey } = this.settings;
    const access = authorize(req.headers.authorization, tossSecretKeys, tossClientKey);
    const isPost = method === 'POST';
    const body = isPost ? (parseJsonObject(await readBody(req)) ?? null) : null;
    const idempotencyKey = isPost ? headerOf(exchange, 'idempotency-key') : null;
    const call: Call = { exchange, kind, body, orderId: this.orderOf(exchange, body), idempotencyKey, identity: null };
    if ('refused' in access) return this.answer(call, refuse(access.refused));
    if (idempotencyKey !== null) {
      if (idempotencyKey.length > IDEMPOTENCY_KEY_MAX) return this.answer(call, refuse('INVALID_IDEMPOTENCY_KEY'));
      call.identity = identityOf(idempotencyKey, access.key, exchange);
      const stored = this.store.answers.get(call.identity);
      if (stored) return this.answer(call, { ...stored, applied: false, changes: [] }, true);
      if (this.isInFlight(call.identity)) return this.answer(call, refuse('IDEMPOTENT_REQUEST_PROCESSING'));
    }
    await this.work(call, access.key, operation);
  }

  /** Does the work once; while it runs, the same idempotency key is answered 409. */
  private async work(call: Call, key: string, operation: Operation): Promise<void> {
    const { identity } = call;
    if (identity) this.inFlight.add(identity);
    try {
      call.fault = this.faults.take(call.kind, call.orderId) ?? this.faultOfCard(call);
      const { fault } = call;
      if (fault?.kind === 'delay' && fault.phase === 'before') await this.pause(fault.ms);
      if (fault?.kind === 'drop-before') return this.cut(call, null);
      if (fault?.kind === 'in-flight' && identity) {
        this.heldInFlight.set(identity, Date.now() + fault.ms);
        return this.answer(call, refuse('IDEMPOTENT_REQUEST_PROCESSING'));
      }
      if (fault?.kind === 'error-before') return this.settle(call, faultAnswer(fault));
      const outcome = this.forced(call, key) ?? this.run(call, operation);
      if (fault?.kind === 'error-after') {
        return this.settle(
          call,
          { ...faultAnswer(fault), applied: outcome.applied, changes: outcome.changes },
          outcome,
        );
      }
      if (fault?.kind === 'drop-after') return this.cut(call, outcome);
      this.remember(call, outcome, outcome, outcome.status);
      if (fault?.kind === 'delay' && fault.phase === 'after') await this.pause(fault.ms);
      send(call, outcome);
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
      call.exchange.req.socket.destroy();
    } finally {
      if (identity) this.inFlight.delete(identity);
    }
  }

  private pause(ms: number): Promise<void> {
    return wait(ms, undefined, { ref: false, signal: this.stop.signal });
  }

  private run(call: Call, operation: Operation): Outcome {
    if (call.exchange.method === 'POST' && call.body === null)
      return refuse('INVALID_REQUEST', 'The body is not JSON.');
    return operation(call.body ?? {}, call.exchange, Date.now());
  }

  /** The error a test asked for by header; only test keys may. */
  private forced(call: Call, key: string): Outcome | undefined {
    const code = headerOf(call.exchange, 'tosspayments-test-code');
    if (code === null || !key.startsWith('test_')) return undefined;
    if (isProviderErrorCode(code)) return refuse(code);
    return { status: 400, body: { code, message: 'Forced by TossPayments-Test-Code.' }, applied: false, changes: [] };
  }

  /** A card picked on the payment page can be slow, or lose the answer of its first confirm. */
  private faultOfCard(call: Call): Fault | undefined {
    const key = call.body?.paymentKey;
    const stored = call.kind === 'confirm' && typeof key === 'string' ? this.store.payments.get(key) : undefined;
    if (stored?.payment.status !== 'IN_PROGRESS') return undefined;
    const base = { id: 0, times: 0, ms: this.store.config.slowCardMs, status: 500, code: '', gateway: false } as const;
    if (stored.behaviour === 'slow') return { ...base, kind: 'delay', phase: 'before' };
    if (stored.behaviour === 'lost-answer') return { ...base, kind: 'drop-after', phase: 'after' };
    return undefined;
  }

  /** Commits `sent`; when a gateway made it up, the answer remembered for the key is the real one, if there is one. */
  private settle(call: Call, sent: Outcome, real?: Outcome): void {
    this.remember(call, sent, call.fault?.gateway ? real : sent, sent.status);
    send(call, sent);
  }

  /** Commits what happened and closes the connection without a word. */
  private cut(call: Call, outcome: Outcome | null): void {
    const nothing: Outcome = { status: 0, body: null, applied: false, changes: [] };
    this.remember(call, outcome ?? nothing, outcome ?? undefined, 0);
    call.exchange.req.socket.destroy();
  }

  /** One journal line: the changes, the answer kept for the idempotency key, the log entry, the webhooks. */
  private remember(call: Call, done: Outcome, kept: Outcome | undefined, sentStatus: number): void {
    const now = Date.now();
    const changes: Change[] = [...done.changes];
    const keep = kept !== undefined && (this.store.config.replayErrors === 'all' || kept.status < 500);
    if (call.identity && keep) {
      changes.push({ t: 'answer', identity: call.identity, at: now, status: kept.status, body: kept.body });
    }
    changes.push({ t: 'log', value: this.logEntry(call, done, sentStatus, false) });
    this.webhooks.commit(changes, now);
  }

  private answer(call: Call, outcome: Outcome, replayed = false): void {
    this.store.commit([{ t: 'log', value: this.logEntry(call, outcome, outcome.status, replayed) }]);
    send(call, outcome);
  }

  private logEntry(call: Call, outcome: Outcome, status: number, replayed: boolean): LogEntry {
    const { exchange, fault } = call;
    const answer = outcome.body as { code?: string; status?: LogEntry['paymentStatus'] } | null;
    const changed = outcome.changes.find((change) => change.t === 'payment');
    return {
      id: this.store.takeLogId(),
      at: new Date().toISOString(),
      method: exchange.method,
      path: exchange.url.pathname + exchange.url.search,
      orderId: call.orderId,
      idempotencyKey: call.idempotencyKey,
      body: call.body && withoutSecrets(call.body),
      status,
      code: answer?.code ?? null,
      applied: outcome.applied,
      replayed,
      fault: fault?.kind ?? null,
      paymentStatus: changed?.value.payment.status ?? answer?.status ?? null,
    };
  }

  private isInFlight(identity: string): boolean {
    if (this.inFlight.has(identity)) return true;
    const until = this.heldInFlight.get(identity);
    if (until === undefined) return false;
    if (until > Date.now()) return true;
    this.heldInFlight.delete(identity);
    return false;
  }

  private orderOf({ params }: Exchange, body: Record<string, unknown> | null): string | null {
    if (params.orderId) return params.orderId;
    if (typeof body?.orderId === 'string') return body.orderId;
    return this.store.payments.get(params.paymentKey ?? '')?.payment.orderId ?? null;
  }
}

function show(stored: { payment: unknown } | undefined): Outcome {
  if (!stored) return refuse('NOT_FOUND_PAYMENT');
  return { status: 200, body: stored.payment, applied: false, changes: [] };
}

function faultAnswer(fault: Fault): Outcome {
  const known = isProviderErrorCode(fault.code) ? PROVIDER_ERRORS[fault.code][1] : 'A fault of the sandbox.';
  return { status: fault.status, body: { code: fault.code, message: known }, applied: false, changes: [] };
}

function headerOf({ req }: Exchange, name: string): string | null {
  const value = req.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Identity is key, API key, URL and method: the body is not part of it, as at the provider. */
function identityOf(idempotencyKey: string, apiKey: string, { method, url }: Exchange): string {
  const parts = JSON.stringify([idempotencyKey, apiKey, method, url.pathname + url.search]);
  return createHash('sha256').update(parts).digest('hex');
}

function withoutSecrets(body: Record<string, unknown>): Record<string, unknown> {
  const hidden = ['refundReceiveAccount', 'customerEmail', 'customerName', 'customerMobilePhone'];
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, hidden.includes(key) ? '[hidden]' : value]),
  );
}

function send({ exchange: { res } }: Call, outcome: Outcome): void {
  if (!res.destroyed) sendJson(res, outcome.status, outcome.body);
}
