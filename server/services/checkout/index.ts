export { confirmFree, confirmFreeInput } from './confirm-free';
export { getQuote, getQuoteInput } from './get-quote';
export { preparePayment, preparePaymentInput } from './prepare-payment';
export type { Choice, CouponOffer, PriceQuote } from './quote';
export { setCoupons, setCouponsInput } from './set-coupons';
