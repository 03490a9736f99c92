export { askAgain, confirmAtProvider } from './ask-provider';
export { type AuthorizeResult, authorizePayment, authorizePaymentInput } from './authorize-payment';
export { openReview } from './open-review';
export { requireProvider, watchProviders } from './provider-health';
export { receiveHint, tossHintSchema } from './receive-hint';
export { reconcilePayments, reconcileRefunds, resolvePayment } from './reconcile';
export { askRefundAgain, refundAtProvider, reviewRefund, settleRefund } from './refund';
export { reviewPayment } from './review-payment';
export { type SettleResult, settlePayment } from './settle-payment';
