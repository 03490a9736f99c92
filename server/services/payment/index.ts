export { askAgain, confirmAtProvider } from './ask-provider';
export { type AuthorizeResult, authorizePayment, authorizePaymentInput } from './authorize-payment';
export { type Openable, type Opening, openPayment } from './open-payment';
export { type Hint, receiveHint, receiveWebhook } from './receive-hint';
export { reconcilePayments, reconcileRefunds, resolvePayment } from './reconcile';
export { askRefundAgain, refundAtProvider, reviewRefund, settleRefund } from './refund';
export { type Released, releaseAtProvider } from './release-payment';
export { reviewPayment } from './review-payment';
export { type SettleResult, settlePayment } from './settle-payment';
