export { attachReview, attachReviewInput } from './attach';
export { carryReview, carryReviewInput } from './carry';
export { closeReview, closeReviewInput } from './close';
export { correctEntry, correctEntryInput } from './correct-entry';
export { listReviews } from './list';
export { refundReview, refundReviewInput } from './refund';
export { retryReview, retryReviewInput } from './retry';
