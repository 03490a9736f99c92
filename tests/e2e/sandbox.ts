import { expect } from '@playwright/test';

const sandboxUrl = process.env.SANDBOX_URL!;

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${sandboxUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export type Mail = {
  subject: string;
  text: string | null;
  html: string | null;
  attachments: { filename: string; mimeType: string; text?: string }[];
};

/** What has arrived for an address, newest first. */
export const mailbox = (to: string) => call<Mail[]>('GET', `/mail/api/messages?to=${encodeURIComponent(to)}`);

/** The first mail to an address; waits for it to arrive. */
export async function firstMail(to: string): Promise<Mail> {
  await expect
    .poll(async () => (await mailbox(to)).length, { message: `a mail to ${to}`, timeout: 20_000 })
    .toBeGreaterThan(0);
  return (await mailbox(to)).at(-1)!;
}

/** The next calls of that kind about this order go wrong at the payment provider. */
export const fault = (what: { kind: string; call: string; orderId: string; times?: number; ms?: number }) =>
  call<{ id: number }>('POST', '/control/faults', what);

/** That fault strikes no more. */
export const heal = ({ id }: { id: number }) => call<unknown>('DELETE', `/control/faults/${id}`);

type LogEntry = { path: string; method: string; applied: boolean };

/** The provider's own log of an order. */
export const providerLog = (orderId: string) => call<LogEntry[]>('GET', `/control/log?orderId=${orderId}`);

/** How often money was taken for an order, by the provider's own log. */
export const captures = async (orderId: string) =>
  (await providerLog(orderId)).filter(({ path, applied }) => /\/(confirm|capture)$/.test(path) && applied).length;

/** Somebody approves a payment at the provider's page; the key it gives. */
export const approveAtProvider = async (orderId: string, amount: number): Promise<string> =>
  (
    await call<{ paymentKey: string }>('POST', '/control/approve', {
      orderId,
      amount,
      orderName: 'Table',
      card: 'approve',
    })
  ).paymentKey;
