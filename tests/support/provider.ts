import { DEFAULT_KEYS, type LogEntry, type Sandbox, startSandbox } from '@/sandbox';

/** The sandbox's payment provider and mailbox as tests drive them, over their own protocols. */
export type Provider = {
  sandbox: Sandbox;
  /** The diner approves at the provider's page; returns the provider's key. */
  approve(orderId: string, amount: number, card?: string): Promise<string>;
  /** Makes the next matching calls go wrong. */
  fault(fault: Record<string, unknown>): Promise<void>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  log(orderId: string): Promise<LogEntry[]>;
  /** The same on Stripe's page, which must have been opened for the order. */
  approveAtStripe(orderId: string, card?: string): Promise<string>;
  /** Successful confirms of an order in the provider's own log. */
  captures(orderId: string): Promise<number>;
  mails(
    to: string,
  ): Promise<
    { id: string; subject: string; text: string | null; attachments: { filename: string; text?: string }[] }[]
  >;
  close(): Promise<void>;
};

export async function startProvider(options: { appUrl?: string; dataDir?: string } = {}): Promise<Provider> {
  const sandbox = await startSandbox(options);
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox.url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const log = async (orderId: string) => (await control('GET', `/log?orderId=${orderId}`)) as LogEntry[];
  return {
    sandbox,
    control,
    log,
    approve: async (orderId, amount, card = 'approve') => {
      const made = (await control('POST', '/approve', { orderId, amount, orderName: 'Table', card })) as {
        paymentKey: string;
      };
      return made.paymentKey;
    },
    fault: async (fault) => {
      await control('POST', '/faults', fault);
    },
    approveAtStripe: async (orderId, card = 'approve') => {
      const made = (await control('POST', '/stripe/approve', { orderId, card })) as { paymentKey: string };
      return made.paymentKey;
    },
    captures: async (orderId) =>
      (await log(orderId)).filter((entry) => /\/(confirm|capture)$/.test(entry.path) && entry.applied).length,
    mails: async (to) => {
      const response = await fetch(`${sandbox.url}/mail/api/messages?to=${encodeURIComponent(to)}`);
      return (await response.json()) as Awaited<ReturnType<Provider['mails']>>;
    },
    close: () => sandbox.close(),
  };
}

export { DEFAULT_KEYS };
