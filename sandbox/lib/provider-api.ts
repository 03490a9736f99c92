import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readBody, sendJson } from '../http/answers';
import type { Exchange, Router } from '../http/router';
import type { Fault, FaultCall, FaultQueue } from '../payments/faults';
import type { PaymentStore } from '../payments/store';
import type { CardBehaviour, Change, LogEntry, Outcome } from '../payments/types';
import type { Webhooks } from '../payments/webhooks';

export type Body = Record<string, unknown>;
export type Operation = (body: Body, exchange: Exchange, now: number) => Outcome;

/** What one provider's API has of its own; all that they share is in `ProviderApi`. */
export interface Dialect {
  idempotencyKeyMax: number;
  /** The API key of a request, or the answer that refuses it. */
  authorize(exchange: Exchange): { key: string } | { refused: Outcome };
  /** The body of a POST; undefined when it is not readable. */
  parse(text: string): Body | undefined;
  /** Our order that a call is about. */
  orderOf(exchange: Exchange, body: Body | null): string | null;
  refusals: Record<'keyTooLong' | 'inFlight' | 'unreadable' | 'mismatch', () => Outcome>;
  /** Whether another body under the same key is an error. Otherwise it gets the first one's answer. */
  comparesBodies: boolean;
  /** Whether an answer is remembered for its key. */
  isKept(status: number): boolean;
  /** An error that a test asked for by header. */
  forced?(exchange: Exchange, key: string): Outcome | undefined;
  /** The card with which the payment was approved that this call would capture; null for any other call. */
  behaviourOf(kind: FaultCall, exchange: Exchange, body: Body | null): CardBehaviour | null;
  /** Names of what must not stand in the log. */
  hidden: readonly string[];
  faultAnswer(fault: Fault): Outcome;
  /** The code of an error answer. */
  codeOf(body: unknown): string | null;
  /** Headers of an answer. */
  decorate?(exchange: Exchange, idempotencyKey: string | null, replayed: boolean): void;
}

/** A call on its way through: what has to be known to log it and to remember its answer. */
interface Call {
  exchange: Exchange;
  kind: FaultCall;
  body: Body | null;
  fingerprint: string | null;
  orderId: string | null;
  idempotencyKey: string | null;
  identity: string | null;
  fault?: Fault;
}

/** The HTTP API of a provider: authorization, idempotency, faults, work, log, in this order. */
export class ProviderApi {
  private readonly inFlight = new Set<string>();
  /** Identities that answer 409 until the given epoch ms, because a fault says so. */
  private readonly heldInFlight = new Map<string, number>();
  private readonly stop = new AbortController();

  constructor(
    private readonly dialect: Dialect,
    private readonly store: PaymentStore,
    private readonly webhooks: Webhooks,
    private readonly faults: FaultQueue,
  ) {}

  on(router: Router, method: 'GET' | 'POST', path: string, kind: FaultCall, operation: Operation): void {
    router.on(method, path, (exchange) => this.serve(exchange, kind, operation));
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
    const { dialect } = this;
    const access = dialect.authorize(exchange);
    const isPost = method === 'POST';
    const text = isPost ? await readBody(req) : '';
    const body = isPost ? (dialect.parse(text) ?? null) : null;
    const idempotencyKey = isPost ? headerOf(exchange, 'idempotency-key') : null;
    const call: Call = {
      exchange,
      kind,
      body,
      fingerprint: dialect.comparesBodies ? hash([text]) : null,
      orderId: dialect.orderOf(exchange, body),
      idempotencyKey,
      identity: null,
    };
    if ('refused' in access) return this.answer(call, access.refused);
    if (idempotencyKey !== null) {
      if (idempotencyKey.length > dialect.idempotencyKeyMax) return this.answer(call, dialect.refusals.keyTooLong());
      call.identity = identityOf(idempotencyKey, access.key, exchange);
      const stored = this.store.answers.get(call.identity);
      if (stored && (stored.fingerprint ?? null) !== call.fingerprint)
        return this.answer(call, dialect.refusals.mismatch());
      if (stored) return this.answer(call, { ...stored, applied: false, changes: [] }, true);
      if (this.isInFlight(call.identity)) return this.answer(call, dialect.refusals.inFlight());
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
        return this.answer(call, this.dialect.refusals.inFlight());
      }
      if (fault?.kind === 'error-before') return this.settle(call, this.dialect.faultAnswer(fault));
      const outcome = this.dialect.forced?.(call.exchange, key) ?? this.run(call, operation);
      if (fault?.kind === 'error-after') {
        return this.settle(
          call,
          { ...this.dialect.faultAnswer(fault), applied: outcome.applied, changes: outcome.changes },
          outcome,
        );
      }
      if (fault?.kind === 'drop-after') return this.cut(call, outcome);
      this.remember(call, outcome, outcome, outcome.status);
      if (fault?.kind === 'delay' && fault.phase === 'after') await this.pause(fault.ms);
      this.send(call, outcome);
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
    if (call.exchange.method === 'POST' && call.body === null) return this.dialect.refusals.unreadable();
    return operation(call.body ?? {}, call.exchange, Date.now());
  }

  /** A card picked on the payment page can be slow, or lose the answer of its first capture. */
  private faultOfCard({ kind, exchange, body }: Call): Fault | undefined {
    const behaviour = this.dialect.behaviourOf(kind, exchange, body);
    const base = { id: 0, times: 0, ms: this.store.config.slowCardMs, status: 500, code: '', gateway: false } as const;
    if (behaviour === 'slow') return { ...base, kind: 'delay', phase: 'before' };
    if (behaviour === 'lost-answer') return { ...base, kind: 'drop-after', phase: 'after' };
    return undefined;
  }

  /** Commits `sent`; when a gateway made it up, the answer remembered for the key is the real one, if there is one. */
  private settle(call: Call, sent: Outcome, real?: Outcome): void {
    this.remember(call, sent, call.fault?.gateway ? real : sent, sent.status);
    this.send(call, sent);
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
    const keep =
      kept !== undefined &&
      this.dialect.isKept(kept.status) &&
      (this.store.config.replayErrors === 'all' || kept.status < 500);
    if (call.identity && keep) {
      changes.push({
        t: 'answer',
        identity: call.identity,
        at: now,
        fingerprint: call.fingerprint,
        status: kept.status,
        body: kept.body,
      });
    }
    changes.push({ t: 'log', value: this.logEntry(call, done, sentStatus, false) });
    this.webhooks.commit(changes, now);
  }

  private answer(call: Call, outcome: Outcome, replayed = false): void {
    this.store.commit([{ t: 'log', value: this.logEntry(call, outcome, outcome.status, replayed) }]);
    this.send(call, outcome, replayed);
  }

  private send(call: Call, outcome: Outcome, replayed = false): void {
    const { exchange, idempotencyKey } = call;
    if (exchange.res.destroyed) return;
    this.dialect.decorate?.(exchange, idempotencyKey, replayed);
    sendJson(exchange.res, outcome.status, outcome.body);
  }

  private logEntry(call: Call, outcome: Outcome, status: number, replayed: boolean): LogEntry {
    const { exchange, fault } = call;
    const answer = outcome.body as { status?: unknown } | null;
    const changed = outcome.changes.find((change) => change.t === 'payment');
    return {
      id: this.store.takeLogId(),
      at: new Date().toISOString(),
      method: exchange.method,
      path: exchange.url.pathname + exchange.url.search,
      orderId: call.orderId,
      idempotencyKey: call.idempotencyKey,
      body: call.body && withoutSecrets(call.body, this.dialect.hidden),
      status,
      code: this.dialect.codeOf(outcome.body),
      applied: outcome.applied,
      replayed,
      fault: fault?.kind ?? null,
      paymentStatus: changed?.value.payment.status ?? (typeof answer?.status === 'string' ? answer.status : null),
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
}

export function headerOf({ req }: Exchange, name: string): string | null {
  const value = req.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Identity is key, API key, URL and method: the body is not part of it. */
function identityOf(idempotencyKey: string, apiKey: string, { method, url }: Exchange): string {
  return hash([idempotencyKey, apiKey, method, url.pathname + url.search]);
}

const hash = (parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const withoutSecrets = (body: Body, hidden: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, hidden.includes(key) ? '[hidden]' : value]));
