import { describe, expect, it } from 'vitest';
import type { Failure } from './api';
import { classifyConfirm, classifyRefund } from './classify';

const failure = (status: number | null, code: string, rest: Partial<Failure> = {}): Failure => ({
  status,
  code,
  type: 'invalid_request_error',
  declineCode: null,
  ...rest,
});

describe('what a failed capture means', () => {
  it.each([
    [402, 'card_declined', 'declined'],
    [400, 'charge_expired_for_capture', 'declined'],
    [400, 'capture_charge_authorization_expired', 'declined'],
    [404, 'resource_missing', 'no-session'],
    [404, 'invalid_request_error', 'unknown'],
    [409, 'idempotency_key_in_use', 'in-flight'],
    [409, 'lock_timeout', 'in-flight'],
    [429, 'rate_limit', 'in-flight'],
    [null, 'NETWORK', 'in-flight'],
    [null, 'TIMEOUT', 'unknown'],
    [null, 'UNREADABLE', 'unknown'],
    [500, 'api_error', 'unknown'],
    [503, 'api_error', 'unknown'],
    [400, 'payment_intent_unexpected_state', 'unknown'],
    [400, 'amount_too_large', 'unknown'],
    [400, 'a_code_of_next_year', 'unknown'],
    [401, 'invalid_request_error', 'config'],
    [403, 'permission_error', 'config'],
  ])('%s %s is %s', (status, code, kind) => {
    expect(classifyConfirm(failure(status, code)).kind).toBe(kind);
  });

  it('a decline is named by its own code, which says more than that it was declined', () => {
    expect(classifyConfirm(failure(402, 'card_declined', { declineCode: 'insufficient_funds' }))).toEqual({
      kind: 'declined',
      code: 'insufficient_funds',
    });
  });

  it('a 5xx is never a decline, whatever code it carries', () => {
    expect(classifyConfirm(failure(500, 'card_declined')).kind).toBe('unknown');
  });

  it('only what the provider itself answered says so: its errors are repeated under their key, a time-out is not', () => {
    expect(classifyConfirm(failure(500, 'api_error'))).toMatchObject({ answered: 'server-error' });
    expect(classifyConfirm(failure(400, 'payment_intent_unexpected_state'))).toMatchObject({
      answered: 'request-error',
    });
    expect(classifyConfirm(failure(null, 'TIMEOUT'))).toMatchObject({ answered: 'no' });
  });
});

describe('what a failed refund means', () => {
  it.each([
    [400, 'amount_too_large', 'refused'],
    [400, 'charge_disputed', 'refused'],
    [400, 'charge_already_refunded', 'unknown'],
    [404, 'resource_missing', 'unknown'],
    [409, 'lock_timeout', 'in-flight'],
    [500, 'api_error', 'unknown'],
    [null, 'TIMEOUT', 'unknown'],
    [null, 'NETWORK', 'in-flight'],
    [401, 'invalid_request_error', 'config'],
  ])('%s %s is %s', (status, code, kind) => {
    expect(classifyRefund(failure(status, code)).kind).toBe(kind);
  });
});

describe('a key that was used before with other parameters', () => {
  it.each([
    ['a capture', classifyConfirm],
    ['a refund', classifyRefund],
  ])('%s is unknown and a person is told: nothing is released, and no new key is made of it', (_what, classify) => {
    const outcome = classify(failure(400, 'idempotency_error', { type: 'idempotency_error' }));
    expect(outcome).toEqual({ kind: 'unknown', code: 'idempotency_error', answered: 'request-error', alarm: true });
  });
});
