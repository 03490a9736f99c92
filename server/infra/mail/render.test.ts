import { describe, expect, test } from 'vitest';
import type { ReviewReason } from '@/server/domain/payment/states';
import { booking, dropped } from '@/tests/support/mails';
import { composeMail } from './compose';
import { type BookingMail, type MailData, type MailKind, type MailLocale, renderMail } from './render';
import { COLOURS } from './theme';

const alarm = {
  reason: 'refund_refused',
  openedAtIso: '2026-11-20T02:10:00Z',
  caseUrl: 'https://book.example/ops/reviews#rev_1',
};
const NOW = Date.parse('2026-11-20T03:00:00Z');

const KINDS: { [K in MailKind]: MailData[K] } = {
  confirmation: booking,
  cancellation: { ...booking, refundMinor: 20_000 },
  released: booking,
  'refund-late': { ...booking, refundMinor: 40_000 },
  changed: { ...booking, changeChargeMinor: 0, changeRefundMinor: 10_000, changeForfeitMinor: 0 },
  'change-dropped': dropped,
  'review-alarm': alarm,
};
const EVERY = (Object.keys(KINDS) as MailKind[]).flatMap((kind) =>
  (['ko', 'en'] as const).map((locale): [MailKind, MailLocale] => [kind, locale]),
);

/** What a reader sees of the HTML: tags, sheets and hidden preview gone, entities read. */
const seen = (html: string) =>
  html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<div style="display:none[\s\S]*?<\/div><\/div>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

const text = async (change: Partial<BookingMail>, kind: 'confirmation' | 'cancellation', at = NOW) =>
  (await renderMail(kind, 'en', { ...booking, ...change }, at)).text;

describe.each(EVERY)('%s in %s', (kind, locale) => {
  test('HTML and plain text say the same words, all of them', async () => {
    const content = composeMail(kind, locale, KINDS[kind], new Date(NOW));
    const mail = await renderMail(kind, locale, KINDS[kind], NOW);
    const pairs = [...(content.pass ?? []), ...content.facts].flatMap(({ label, value }) => [label, value]);
    const terms = content.terms ? [content.terms.title, ...content.terms.rows.flatMap(Object.values)] : [];
    const said = [content.status, content.title, ...content.lead, ...pairs, ...terms, ...content.notes, content.footer];
    expect(said.length).toBeGreaterThan(5);
    for (const words of said) {
      expect(seen(mail.html)).toContain(words);
      expect(mail.text).toContain(words);
    }
    expect(mail.html).toContain(`lang="${locale}"`);
  });

  test('speaks one language, calmly: no exclamation marks, nothing left unfilled', async () => {
    const mail = await renderMail(
      kind,
      locale,
      'restaurantName' in KINDS[kind]
        ? ({
            ...KINDS[kind],
            restaurantName: 'Lantern',
            guestName: 'Mina',
            address: 'Seoul 1',
          } as MailData[typeof kind])
        : KINDS[kind],
      NOW,
    );
    const all = `${mail.subject}\n${mail.text}\n${seen(mail.html)}`;
    expect(all).not.toMatch(/!|undefined|null|NaN|\[object|Invalid/);
    expect(all).not.toMatch(/\p{Extended_Pictographic}/u);
    if (locale === 'en') expect(all).not.toMatch(/\p{Script=Hangul}/u);
    else expect(mail.subject).toMatch(/\p{Script=Hangul}/u);
  });

  test('leads to one place, with one button', async () => {
    const mail = await renderMail(kind, locale, KINDS[kind], NOW);
    const links = [...mail.html.matchAll(/<a[^>]*href="([^"]+)"/g)].map((match) => match[1]);
    const target = kind === 'review-alarm' ? alarm.caseUrl : booking.bookingUrl;
    expect(links.filter((link) => !link?.startsWith('tel:'))).toEqual([target]);
    expect(mail.text).toContain(target);
  });

  test('fetches nothing: no images, no fonts, no scripts', async () => {
    const { html } = await renderMail(kind, locale, KINDS[kind], NOW);
    expect(html).not.toMatch(/<img|<script|@import|url\(|<link[^>]+stylesheet/);
  });
});

describe('a confirmation', () => {
  test('says when, where, for how many, under which code, and what was paid', async () => {
    const { subject, text } = await renderMail('confirmation', 'ko', booking, NOW);
    expect(subject).toBe('예약이 확정됐어요 · 을지로 골뱅이집, 11월 27일 (금) 19:00');
    for (const fact of ['19:00 (서울 시간)', '2명', 'K7QF2M', '김서연', '서울 중구 을지로 12길 3-4', '40,000원 결제'])
      expect(text).toContain(fact);
  });

  test('writes the terms as dates to act on', async () => {
    expect(await text({}, 'confirmation')).toContain(
      [
        'If plans change',
        '- Until Wed 25 Nov, 19:00: Full refund',
        '- Until Thu 26 Nov, 19:00: 50% back (₩20,000)',
        '- After that: No refund',
        'All times are Seoul time.',
      ].join('\n'),
    );
  });

  test('deadlines move with the clock of a zone that changes it', async () => {
    const said = await text(
      {
        startsAtIso: '2026-11-01T23:00:00Z',
        timeZone: 'America/New_York',
        tiers: [{ hoursBefore: 24, refundPercent: 100 }],
      },
      'confirmation',
      Date.parse('2026-10-20T00:00:00Z'),
    );
    expect(said).toContain('18:00 (New York time)');
    // 24 hours before 18:00 standard time is 19:00 summer time.
    expect(said).toContain('- Until Sat 31 Oct, 19:00: Full refund');
  });

  test('offers no term that has passed, but the minutes after booking that give everything back', async () => {
    const said = await text({}, 'confirmation', Date.parse('2026-11-26T00:00:00Z'));
    expect(said).not.toContain('25 Nov');
    expect(said).toContain(
      '- Within 15 minutes of booking: Full refund\n- Until Thu 26 Nov, 19:00: 50% back (₩20,000)',
    );
    const late = await text({ graceMinutes: 0 }, 'confirmation', Date.parse('2026-11-27T00:00:00Z'));
    expect(late).toContain('- Whenever you cancel: No refund');
  });

  test('without tiers everything comes back until the start', async () => {
    expect(await text({ tiers: [] }, 'confirmation')).toContain('- Until the booking starts: Full refund');
  });

  test('without a deposit it says that cancelling costs nothing', async () => {
    const said = await text({ depositMinor: 0 }, 'confirmation');
    expect(said).toContain('Deposit: None');
    expect(said).toContain('cancelling costs nothing');
    expect(said).not.toMatch(/[Rr]efund/);
  });

  test('a table after midnight names the night it belongs to', async () => {
    expect(await text({ startsAtIso: '2026-11-27T16:30:00Z' }, 'confirmation')).toContain(
      'Day: Sat 28 Nov (the night of Fri 27 Nov)\nTime: 01:30 (Seoul time)',
    );
  });

  test('missing address and phone leave no empty lines', async () => {
    const said = await text({ address: null, phone: null }, 'confirmation');
    expect(said).not.toMatch(/Address|Phone|\n\n\n/);
  });
});

test('a booking that the restaurant cancelled says who did it, why, and that all of the money goes back', async () => {
  const said = await text({ refundMinor: 40_000, byRestaurant: { reason: 'The kitchen is flooded' } }, 'cancellation');
  expect(said).toContain('The restaurant says: The kitchen is flooded');
  expect(said).toContain('You get all of the ₩40,000 you paid back.');
  expect(said).not.toContain('under the terms');
});

describe('a change', () => {
  const changedText = async (money: Partial<MailData['changed']>) => {
    const nothing = { changeChargeMinor: 0, changeRefundMinor: 0, changeForfeitMinor: 0 };
    return (await renderMail('changed', 'en', { ...booking, ...nothing, ...money }, NOW)).text;
  };

  test('says what came back, or what was paid more, and that the calendar entry moves', async () => {
    const cheaper = await changedText({ changeChargeMinor: 0, changeRefundMinor: 10_000 });
    expect(cheaper).toContain('You get ₩10,000 back, because the deposit fell.');
    expect(cheaper).toContain('move the entry in your calendar');
    expect(await changedText({ changeChargeMinor: 20_000, changeRefundMinor: 0 })).toContain('You paid ₩20,000 more');
  });

  test('after the deadline: says what stays with the restaurant', async () => {
    const said = await changedText({ changeForfeitMinor: 20_000 });
    expect(said).toContain('₩20,000 of the deposit stays with the restaurant');
  });

  test('says nothing of money where the price stayed', async () => {
    expect(await changedText({})).not.toMatch(/because the deposit|stays with/);
  });
});

describe('a cancellation', () => {
  test('part of the deposit: how much of how much, and when it arrives', async () => {
    const said = await text({ refundMinor: 20_000 }, 'cancellation');
    expect(said).toContain('You get ₩20,000 back of the ₩40,000 you paid.');
    expect(said).toContain('3 to 7 business days');
  });

  test('the whole deposit', async () => {
    expect(await text({ refundMinor: 40_000 }, 'cancellation')).toContain('You get the whole deposit back: ₩40,000.');
  });

  test('too late: nothing, and the deadline that had passed', async () => {
    const said = await text({}, 'cancellation', Date.parse('2026-11-27T03:00:00Z'));
    expect(said).toContain('could be refunded until Thu 26 Nov, 19:00');
    expect(said).toContain('Refund: None');
    expect(said).not.toContain('business days');
  });

  test('booked after the last deadline: the time for thinking again is the deadline that passed', async () => {
    const bookedAtIso = '2026-11-27T03:00:00Z';
    const said = await text({ bookedAtIso }, 'cancellation', Date.parse('2026-11-27T03:20:00Z'));
    expect(said).toContain('could be refunded until Fri 27 Nov, 12:15');
  });

  test('no deposit: nothing was charged', async () => {
    const said = await text({ depositMinor: 0 }, 'cancellation');
    expect(said).toContain('There was no deposit');
    expect(said).not.toContain('Refund:');
  });

  test('particles fit the currency', async () => {
    const ko = async (currency: 'KRW' | 'USD') =>
      (await renderMail('cancellation', 'ko', { ...booking, currency, refundMinor: 20_000 }, NOW)).text;
    expect(await ko('KRW')).toContain('예약금 40,000원 가운데 20,000원을 돌려드려요.');
    expect(await ko('USD')).toContain('예약금 $400 가운데 $200를 돌려드려요.');
  });

  test('crosses the date out', async () => {
    const { html } = await renderMail('cancellation', 'en', { ...booking, refundMinor: 0 }, NOW);
    expect(html).toMatch(/line-through[^>]*>Fri 27 Nov</);
    expect((await renderMail('confirmation', 'en', booking, NOW)).html).not.toContain('line-through');
  });
});

describe('an alarm', () => {
  const reasons: Record<ReviewReason, true> = {
    confirm_unresolved: true,
    refund_unresolved: true,
    refund_refused: true,
    refund_failed: true,
    provider_config: true,
    amount_differs: true,
    unexpected_capture: true,
    missing_here: true,
    missing_there: true,
    transaction_differs: true,
    settlement_differs: true,
    ledger_differs: true,
    provider_down: true,
  };

  test.each(Object.keys(reasons))('%s is said in words', async (reason) => {
    const { subject, text } = await renderMail('review-alarm', 'en', { ...alarm, reason }, NOW);
    expect(subject + text).not.toContain(reason);
    expect(text).toContain('Fri 20 Nov, 11:10, Seoul time');
  });

  test.each(['something_new', 'constructor'])(
    'a reason nobody has words for (%s) is shown as it is',
    async (reason) => {
      expect((await renderMail('review-alarm', 'ko', { ...alarm, reason }, NOW)).text).toContain(`이유: ${reason}`);
    },
  );
});

test('what people typed is text, never markup and never a second header', async () => {
  const nasty = {
    ...booking,
    restaurantName: '<b>A</b>\r\nBcc: x@example.com',
    guestName: '<script>alert(1)</script>',
  };
  const { subject, html } = await renderMail('confirmation', 'en', nasty, NOW);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).not.toMatch(/<script|<b>/);
});

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test.each([0, 1] as const)('every text can be read on its ground (scheme %i)', (scheme) => {
  for (const ground of ['paper', 'raised'] as const)
    for (const words of ['ink', 'soft', 'faint', 'pine', 'amber', 'brick'] as const)
      expect(contrast(COLOURS[words][scheme], COLOURS[ground][scheme])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(COLOURS.onAccent[scheme], COLOURS.accent[scheme])).toBeGreaterThanOrEqual(4.5);
});

describe('the time after booking in which all comes back', () => {
  const terms = (bookedAtIso: string, now: string, change: Partial<BookingMail> = {}) =>
    text({ bookedAtIso, ...change }, 'confirmation', Date.parse(now));

  test('is told as an instant, and hides a deadline that ends within it', async () => {
    const late = await terms('2026-11-26T09:50:00Z', '2026-11-26T09:51:00Z');
    expect(late).toContain('Until Thu 26 Nov, 19:05');
    expect(late).not.toContain('Until Thu 26 Nov, 19:00');
    expect(late).not.toContain('15 minutes');
  });

  test('is not offered once it is over', async () => {
    const said = await terms('2026-11-25T11:00:00Z', '2026-11-25T11:16:00Z');
    expect(said).not.toMatch(/20:15|15 minutes/);
    expect(said).toContain('Until Thu 26 Nov, 19:00');
  });
});
