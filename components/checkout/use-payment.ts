'use client';

import { clearTossPayments, loadTossPayments } from '@tosspayments/tosspayments-sdk';
import { useEffect, useState } from 'react';
import type { Opening } from '@/server/services/payment';
import { type FailReason, failReason } from './fail-reason';

/** What the provider's script needs, from the server. `scriptUrl` is null for the provider's own address. */
export type PaymentSetup = { clientKey: string; scriptUrl: string | null; customerKey: string };

export type PaymentOrder = {
  reservationId: string;
  orderId: string;
  orderName: string;
  amountMinor: number;
  /** By the script, or by going to the provider's page. */
  open: Opening;
};

/** `script`: the provider's script did not come. The rest is why its page did not open or was closed. */
export type PayProblem = 'script' | FailReason;

/** Where the provider has a page and no script, there is nothing to load. */
const load = async (setup: PaymentSetup | null) =>
  setup && loadTossPayments(setup.clientKey, setup.scriptUrl ? { src: setup.scriptUrl } : undefined);

/**
 * Opens the provider's payment page in place of ours. It comes back to the return pages under this checkout. `prepare` is
 * asked for the order each time, just before; it says itself why there is none.
 */
export function usePayment(
  setup: PaymentSetup | null,
  prepare: () => Promise<PaymentOrder | null>,
  language: 'KO' | 'EN',
) {
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<PayProblem | null>(null);

  useEffect(() => {
    // Fetched while the ticket is read; whether it came matters only once the button is pressed.
    load(setup).catch(() => clearTossPayments());
    // Back from the provider by the browser's button, a page may come back as it was left: waiting.
    const wake = (event: PageTransitionEvent) => event.persisted && setOpening(false);
    window.addEventListener('pageshow', wake);
    return () => window.removeEventListener('pageshow', wake);
  }, [setup]);

  const pay = async () => {
    setOpening(true);
    setProblem(null);
    const [sdk, order] = await Promise.all([load(setup).catch(() => null), prepare()]);
    if (order?.open.kind === 'redirect') return window.location.assign(order.open.url);
    if (!setup || !sdk || !order) {
      if (!sdk) clearTossPayments();
      if (order) setProblem('script');
      return setOpening(false);
    }
    const home = `${window.location.origin}/checkout/${order.reservationId}`;
    try {
      await sdk.payment({ customerKey: setup.customerKey }).requestPayment({
        method: 'CARD',
        amount: { value: order.amountMinor, currency: 'KRW' },
        orderId: order.orderId,
        orderName: order.orderName,
        successUrl: `${home}/paid`,
        failUrl: `${home}/failed`,
        windowTarget: 'self',
        card: { language },
      });
    } catch (error) {
      setProblem(failReason(error instanceof Error && 'code' in error ? String(error.code) : null));
      setOpening(false);
    }
  };

  return { pay, opening, problem, clear: () => setProblem(null) };
}
