export { attachReview, attachReviewInput } from './attach';
export { closeReview, closeReviewInput } from './close';
export { listReviews } from './list';
export { refundReview, refundReviewInput } from './refund';
export { retryReview, retryReviewInput } from './retry';
