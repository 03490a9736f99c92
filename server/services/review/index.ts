export { attachReview, attachReviewInput } from './attach';
export { carryReview, carryReviewInput } from './carry';
export { closeReview, closeReviewInput } from './close';
export { correctEntry, correctEntryInput } from './correct-entry';
export { listReviews } from './list';
export { payBackReview, payBackReviewInput } from './pay-back';
export { refundReview, refundReviewInput } from './refund';
export { retryReview, retryReviewInput } from './retry';
