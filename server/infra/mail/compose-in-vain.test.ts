import { describe, expect, test } from 'vitest';
import type { DropReason } from '@/server/domain/reservation/change';
import { booking, dropped } from '@/tests/support/mails';
import { type MailData, renderMail } from './render';

const NOW = Date.parse('2026-11-20T03:00:00Z');

describe('money that did not stay', () => {
  test.each(['declined', 'expired'] as const)(
    'released (%s): the first thing said is that nothing was charged',
    async (cause) => {
      const { subject, text } = await renderMail('released', 'en', { ...booking, cause }, NOW);
      expect(subject).toContain('nothing was charged');
      expect(text.split('\n\n')[1]).toMatch(/^Nothing was charged\./);
    },
  );

  test('paid too late: all of it comes back, also when the amount of the refund is not known yet', async () => {
    for (const refundMinor of [40_000, 0]) {
      const { text } = await renderMail('refund-late', 'ko', { ...booking, refundMinor }, NOW);
      expect(text).toContain('결제하신 40,000원을 모두 돌려드려요.');
      expect(text).toContain('환불: 40,000원');
    }
  });
});

describe('money of another amount', () => {
  test('released: what was charged and has gone back, never that nothing was charged', async () => {
    const data = { ...booking, refundMinor: 15_000, cause: 'amount-differs' as const };
    const { subject, text } = await renderMail('released', 'en', data, NOW);
    expect(subject).toContain('₩15,000 has gone back');
    expect(text).toContain('All of the ₩15,000 that was charged has gone back.');
    expect(text).toContain('not the amount of the deposit');
    expect(subject + text).not.toMatch(/[Nn]othing was charged|Not charged|card company did not approve/);
  });

  test('refunded after the booking had ended: the amount, not the time, was wrong', async () => {
    const data = { ...booking, refundMinor: 15_000, cause: 'amount-differs' as const };
    const { text } = await renderMail('refund-late', 'en', data, NOW);
    expect(text).toContain('not the amount of the deposit');
    expect(text).not.toContain('time we kept');
  });
});

describe('a change that was not made', () => {
  const said = async (change: Partial<typeof dropped> | { reason: DropReason; refundMinor?: number }) =>
    (await renderMail('change-dropped', 'en', { ...dropped, ...change } as MailData['change-dropped'], NOW)).text;

  test('declined: the booking stands, with what it was to become, and nothing more was charged', async () => {
    const text = await said({});
    expect(text).toContain('It stands as it was.');
    expect(text).toContain('Time: 19:00');
    expect(text).toContain('You asked for: 18:00, 4 guests');
    expect(text).toContain('Nothing more was charged.');
  });

  test.each(['amount-differs', 'closed', 'too-late', 'booking-ended'] as const)(
    'paid for (%s): why, and that all of the money goes back',
    async (reason) => {
      const text = await said({ reason, refundMinor: 20_000 });
      expect(text).toContain('You get all of the ₩20,000 you paid for it back.');
      expect(text).not.toContain('Nothing more was charged');
    },
  );

  test('a booking that has ended meanwhile does not stand', async () => {
    const data = { ...dropped, reason: 'booking-ended' as const, stands: false, refundMinor: 20_000 };
    const { subject, text, html } = await renderMail('change-dropped', 'en', data, NOW);
    expect(subject).toContain('You get ₩20,000 back');
    expect(text).not.toContain('stands');
    expect(html).toContain('line-through');
    expect((await renderMail('change-dropped', 'en', dropped, NOW)).html).not.toContain('line-through');
  });
});
