/** What goes wrong with the next matching calls. */
export type FaultKind = 'delay' | 'drop-before' | 'drop-after' | 'error-before' | 'error-after' | 'in-flight';
/** `begin` and `release` are calls of a provider with a page of its own: making an order payable there, and ending it. */
export type FaultCall = 'begin' | 'confirm' | 'release' | 'cancel' | 'query' | 'transactions' | 'settlements';

export interface Fault {
  id: number;
  kind: FaultKind;
  /** Which calls it strikes; a missing part matches all. */
  call?: FaultCall;
  orderId?: string;
  /** How many calls it still strikes. */
  times: number;
  /** delay: how long; in-flight: how long 409 is answered from the first strike on. */
  ms: number;
  /** delay: before the work is done (default) or after it, before the answer. */
  phase: 'before' | 'after';
  status: number;
  code: string;
  /** error-*: the error came from something in front of the provider, which did not store it as the answer. */
  gateway: boolean;
}

const KINDS: readonly string[] = ['delay', 'drop-before', 'drop-after', 'error-before', 'error-after', 'in-flight'];
const CALLS: readonly string[] = ['begin', 'confirm', 'release', 'cancel', 'query', 'transactions', 'settlements'];

/** The faults still to strike, in the order they were queued. */
export class FaultQueue {
  private queue: Fault[] = [];
  private nextId = 1;

  /** Queues a fault; a sentence when the request for it is wrong. */
  add(input: Record<string, unknown>): Fault | string {
    const { kind, call, orderId, times = 1, ms = 1000, phase = 'before', status = 500 } = input;
    const { code = 'FAILED_INTERNAL_SYSTEM_PROCESSING', gateway = false } = input;
    if (typeof kind !== 'string' || !KINDS.includes(kind)) return `kind is one of ${KINDS.join(', ')}.`;
    if (call !== undefined && !CALLS.includes(String(call))) return `call is one of ${CALLS.join(', ')}.`;
    if (orderId !== undefined && typeof orderId !== 'string') return 'orderId is text.';
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) return 'times is 1 or more.';
    if (typeof ms !== 'number' || ms < 0 || ms > 600_000) return 'ms is 0 to 600000.';
    if (phase !== 'before' && phase !== 'after') return 'phase is before or after.';
    if (typeof status !== 'number' || status < 400 || status > 599) return 'status is 400 to 599.';
    if (typeof code !== 'string') return 'code is text.';
    const fault: Fault = {
      id: this.nextId++,
      kind: kind as FaultKind,
      call: call as FaultCall | undefined,
      orderId,
      times,
      ms,
      phase,
      status,
      code,
      gateway: gateway === true,
    };
    this.queue.push(fault);
    return fault;
  }

  /** The fault that strikes this call, used up once. */
  take(call: FaultCall, orderId: string | null): Fault | undefined {
    const fault = this.queue.find(
      (one) => (one.call === undefined || one.call === call) && (one.orderId === undefined || one.orderId === orderId),
    );
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.queue = this.queue.filter((one) => one !== fault);
    return fault;
  }

  list(): Fault[] {
    return this.queue.map((one) => ({ ...one }));
  }

  /** Takes one back; whether it was still there. */
  remove(id: number): boolean {
    const rest = this.queue.filter((one) => one.id !== id);
    const found = rest.length < this.queue.length;
    this.queue = rest;
    return found;
  }

  clear(): void {
    this.queue = [];
  }
}
