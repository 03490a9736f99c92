import { eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { ConfirmOutcome, LookupOutcome } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId } from '@/server/domain/shared/ids';
import { crashPoint } from '@/server/infra/crash-point';
import type { ServiceContext } from '../context';

type PaymentRow = typeof payments.$inferSelect;

async function loadPayment(ctx: ServiceContext, id: PaymentId): Promise<PaymentRow> {
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, id));
  if (!payment) throw new AppError('PAYMENT_UNKNOWN');
  return payment;
}

/** What the payment's own provider has on record. */
export const lookUp = (
  ctx: ServiceContext,
  { id, provider, providerOrderId, paymentKey }: Pick<PaymentRow, 'id' | 'provider' | 'providerOrderId' | 'paymentKey'>,
) => ctx.payments.of(provider).lookup({ orderId: providerOrderId ?? id, paymentKey });

/** The provider answers a repeated key with its first answer, so a key lives as long as its attempt. */
const confirmKey = (payment: PaymentRow) => `confirm:${payment.id}:${payment.attempt}`;

/**
 * Asks the provider to confirm an authorised payment, outside any transaction. Safe to repeat: the same attempt has the
 * same key. A payment that is settled already answers how.
 */
export async function confirmAtProvider(ctx: ServiceContext, input: { paymentId: PaymentId }): Promise<ConfirmOutcome> {
  const payment = await loadPayment(ctx, input.paymentId);
  if (payment.status === 'CAPTURED')
    return { kind: 'captured', paymentKey: payment.paymentKey!, amountMinor: payment.amountMinor };
  if (payment.status === 'DECLINED') return { kind: 'declined', code: payment.declineCode ?? 'DECLINED' };
  if (payment.status !== 'AUTHORIZED' || !payment.paymentKey)
    throw new AppError('PAYMENT_NOT_OPEN', { status: payment.status });
  crashPoint('before-X3');
  const outcome = await ctx.payments.of(payment.provider).confirm({
    paymentKey: payment.paymentKey,
    orderId: payment.id,
    amountMinor: payment.amountMinor,
    idempotencyKey: confirmKey(payment),
  });
  crashPoint('after-X3');
  return outcome;
}

/**
 * Asks again after an answer that was not final: first what the provider knows of the order, then, if it has not applied
 * the confirm, the confirm once more. `last` is the outcome before. A new attempt (a new key) is made only when the
 * provider itself answered the old one with an error, which it would repeat, and says that the payment still waits.
 */
export async function askAgain(
  ctx: ServiceContext,
  input: { paymentId: PaymentId; last: ConfirmOutcome },
): Promise<ConfirmOutcome> {
  const payment = await loadPayment(ctx, input.paymentId);
  const looked = readLookup(await lookUp(ctx, payment));
  if (looked !== 'waiting') return looked;
  if (payment.status !== 'AUTHORIZED') return { kind: 'unknown', code: 'NOT_AUTHORIZED', answered: 'no' };
  // The provider has no session to confirm and has not captured: this order can never be paid.
  if (input.last.kind === 'no-session') return { kind: 'declined', code: input.last.code };
  if (input.last.kind === 'unknown' && input.last.answered !== 'no') {
    await ctx.db
      .update(payments)
      .set({ attempt: payment.attempt + 1 })
      .where(eq(payments.id, payment.id));
  }
  return confirmAtProvider(ctx, input);
}

/**
 * What the provider's record says about a confirm; `waiting` means that it has not been applied. Money that is all back
 * is no payment. Money that is partly back was captured first, and bought what it was for; what went back is found when refunds
 * are compared, and is for a person.
 */
export function readLookup(looked: LookupOutcome): ConfirmOutcome | 'waiting' {
  switch (looked.kind) {
    case 'config':
      return looked;
    case 'unknown':
      return { kind: 'unknown', code: 'LOOKUP', answered: 'no' };
    case 'not-found':
      return { kind: 'declined', code: 'NOT_FOUND_PAYMENT' };
    case 'found':
      switch (looked.payment.status) {
        case 'DONE':
        case 'PARTIAL_CANCELED':
          return { kind: 'captured', paymentKey: looked.payment.paymentKey, amountMinor: looked.payment.totalMinor };
        case 'CANCELED':
        case 'ABORTED':
        case 'EXPIRED':
          return { kind: 'declined', code: looked.payment.status };
        case 'READY':
        case 'IN_PROGRESS':
        case 'WAITING_FOR_DEPOSIT':
          return 'waiting';
      }
  }
}
