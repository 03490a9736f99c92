import { describe, expect, it } from 'vitest';
import { classifyConfirm, classifyRefund } from './classify';

describe('what a failed confirm means', () => {
  it.each([
    [403, 'REJECT_CARD_COMPANY', 'declined'],
    [400, 'EXCEED_MAX_AMOUNT', 'declined'],
    [400, 'INVALID_CARD_EXPIRATION', 'declined'],
    [409, 'IDEMPOTENT_REQUEST_PROCESSING', 'in-flight'],
    [null, 'NETWORK', 'in-flight'],
    [null, 'TIMEOUT', 'unknown'],
    [500, 'FAILED_INTERNAL_SYSTEM_PROCESSING', 'unknown'],
    [502, 'HTTP_502', 'unknown'],
    [500, 'REJECT_CARD_COMPANY', 'unknown'],
    [400, 'ALREADY_PROCESSED_PAYMENT', 'unknown'],
    [400, 'PROVIDER_ERROR', 'unknown'],
    [400, 'A_CODE_OF_NEXT_YEAR', 'unknown'],
    [404, 'NOT_FOUND_PAYMENT_SESSION', 'no-session'],
    [401, 'UNAUTHORIZED_KEY', 'config'],
    [400, 'INVALID_API_KEY', 'config'],
  ])('%s %s is %s', (status, code, kind) => {
    expect(classifyConfirm({ status, code }).kind).toBe(kind);
  });
});

describe('what a failed refund means', () => {
  it.each([
    [403, 'NOT_CANCELABLE_PAYMENT', 'refused'],
    [400, 'EXCEED_MAX_REFUND_DUE', 'refused'],
    [400, 'ALREADY_CANCELED_PAYMENT', 'unknown'],
    [500, 'FAILED_REFUND_PROCESS', 'unknown'],
    [null, 'TIMEOUT', 'unknown'],
    [null, 'NETWORK', 'in-flight'],
    [401, 'UNAUTHORIZED_KEY', 'config'],
  ])('%s %s is %s', (status, code, kind) => {
    expect(classifyRefund({ status, code }).kind).toBe(kind);
  });
});
