export { askAgain, confirmAtProvider, lookUp } from './ask-provider';
export { type AuthorizeResult, authorizePayment, authorizePaymentInput } from './authorize-payment';
export { entrySource, failRefund } from './fail-refund';
export { paymentsOf } from './find-payments';
export { type Openable, type Opening, openPayment } from './open-payment';
export { openReview } from './open-review';
export { requireProvider, watchProviders } from './provider-health';
export { type Hint, receiveHint, receiveWebhook } from './receive-hint';
export { reconcilePayments, reconcileRefunds, resolvePayment } from './reconcile';
export {
  type AskedRefund,
  askRefundAgain,
  bookRefund,
  refundAtProvider,
  releasePinned,
  reviewRefund,
  settleRefund,
} from './refund';
export { type Released, releaseAtProvider } from './release-payment';
export { reviewPayment } from './review-payment';
export { type SettleResult, settlePayment } from './settle-payment';
