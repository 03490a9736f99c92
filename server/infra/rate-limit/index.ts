export { createRateLimits, type LimitedRoute, type RateLimits, type RateLimitVerdict } from './create-rate-limits';
