import type { Order } from './orders';

/** What the provider paid out of a capture, or took back for a refund (below zero). Dates are the provider's own. */
export type Settled = {
  orderId: string;
  transactionKey: string;
  amountMinor: number;
  feeMinor: number;
  payoutMinor: number;
  paidOutDate: string;
};

/** Has a provider write down payments of the past; answers what it settles of them. The same again changes nothing. */
export type TellProvider = (orders: readonly Order[]) => Promise<Settled[]>;

/** The provider has other payments on record under these orders. */
export class HistoryRefused extends Error {}

const PATIENCE_MS = 15_000;
const iso = (ms: number) => new Date(ms).toISOString();

const pastOf = ({ id, booking, paymentKey, transactionKey, capturedMs, refunds }: Order) => ({
  orderId: id,
  orderName: booking.house.content.name.ko,
  amount: booking.paidMinor,
  customerKey: booking.userId,
  paymentKey,
  transactionKey,
  approvedAt: iso(capturedMs),
  cancels: refunds.map((refund) => ({
    amount: refund.amountMinor,
    at: iso(refund.doneMs),
    // As the product names it there, to find it again.
    reason: refund.id,
    transactionKey: refund.transactionKey,
  })),
});

type Answer = {
  settlements: {
    orderId: string;
    transactionKey: string;
    amount: number;
    fee: number;
    payOutAmount: number;
    paidOutDate: string;
  }[];
};

/** The sandbox at that address, over its control. Throws HistoryRefused, or what else went wrong with it. */
export const sandboxAt =
  (url: string): TellProvider =>
  async (orders) => {
    const response = await fetch(`${url}/control/history`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payments: orders.map(pastOf) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 409) throw new HistoryRefused(await response.text());
    if (!response.ok) throw new Error(`the sandbox takes no history: ${response.status} ${await response.text()}`);
    const { settlements } = (await response.json()) as Answer;
    return settlements.map(({ amount, fee, payOutAmount, ...line }) => ({
      ...line,
      amountMinor: amount,
      feeMinor: fee,
      payoutMinor: payOutAmount,
    }));
  };

/** The sandbox, where it is what takes the payments: a real provider is told no stories. */
export function providerOf(env: { TOSS_API_URL: string; SANDBOX_PORT: number }): TellProvider | undefined {
  const sandbox = `http://localhost:${env.SANDBOX_PORT}`;
  return env.TOSS_API_URL === `${sandbox}/toss` ? sandboxAt(sandbox) : undefined;
}
