import { describe, expect, it } from 'vitest';
import { failReason } from './fail-reason';

describe('why a payment failed', () => {
  it.each([
    ['PAY_PROCESS_CANCELED', 'cancelled'],
    ['REJECT_CARD_COMPANY', 'company'],
    ['REJECT_CARD_PAYMENT', 'limit'],
    ['EXCEED_MAX_DAILY_PAYMENT_COUNT', 'limit'],
    ['INVALID_CARD_EXPIRATION', 'card'],
    ['INVALID_STOPPED_CARD', 'card'],
    ['NOT_FOUND_PAYMENT_SESSION', 'session'],
    ['constructor', 'other'],
    ['SOMETHING_NEW', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (code, reason) => expect(failReason(code)).toBe(reason));
});
