import { describe, expect, it } from 'vitest';
import en from '@/i18n/messages/en';
import ko from '@/i18n/messages/ko';
import { ERRORS } from '@/server/domain/shared/errors';

/** Said where no refusal came at all: the reader is offline, or the fault is ours. */
const WITHOUT_REFUSAL = ['OFFLINE', 'INTERNAL'];

describe.each([
  ['Korean', ko],
  ['English', en],
])('in %s', (_, messages) => {
  it('every refusal has its words, and no words are left of a refusal that is gone', () => {
    expect(Object.keys(messages.errors.codes).sort()).toEqual([...Object.keys(ERRORS), ...WITHOUT_REFUSAL].sort());
  });
});
