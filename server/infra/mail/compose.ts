import { money, percentRoundedDown } from '@/server/domain/shared/money';
import { changeDropped, refundLate, released } from './compose-in-vain';
import { mailDayTime, mailZone } from './format';
import { amountOf, base, clockOf, type Scene, subjectOf } from './scene';
import type { BookingMail, ChangedMail, MailContent, MailData, MailKind, MailLocale, ReviewAlarmMail } from './types';
import type { MailWords } from './words';
import { EN } from './words-en';
import { KO } from './words-ko';

const WORDS: Record<MailLocale, MailWords> = { ko: KO, en: EN };
const HOUR_MS = 3_600_000;

const refundTiers = (data: BookingMail) => {
  const tiers = data.tiers.length > 0 ? data.tiers : [{ hoursBefore: 0, refundPercent: 100 }];
  return tiers.filter((tier) => tier.refundPercent > 0).sort((a, b) => b.hoursBefore - a.hoursBefore);
};
const deadlineOf = (scene: Scene, hoursBefore: number) => new Date(scene.startsAt.getTime() - hoursBefore * HOUR_MS);

/** When the time after booking ends in which everything comes back; null where there is none, or its beginning is not told. */
function graceEndOf({ data, startsAt }: Scene): Date | null {
  if (data.graceMinutes === 0 || !data.bookedAtIso) return null;
  return new Date(Math.min(Date.parse(data.bookedAtIso) + data.graceMinutes * 60_000, startsAt.getTime()));
}

/** The terms of cancelling as a reader can act on them: dates, not hours, and none that have passed. */
function termsOf(scene: Scene): MailContent['terms'] {
  const { data, words } = scene;
  const { terms } = words;
  if (data.depositMinor === 0) return { title: terms.title, rows: [], note: terms.free };
  const rows: { when: string; what: string }[] = [];
  const graceEnd = graceEndOf(scene);
  const inGrace = data.graceMinutes > 0 && (graceEnd === null || graceEnd > scene.now);
  const all = refundTiers(data).filter((tier) => deadlineOf(scene, tier.hoursBefore) > scene.now);
  const isFree = all[0]?.refundPercent === 100 && !(graceEnd && graceEnd > deadlineOf(scene, all[0].hoursBefore));
  if (inGrace && !isFree)
    rows.push({
      when: graceEnd
        ? terms.until(mailDayTime(graceEnd, clockOf(scene), scene.now))
        : terms.graceWhen(data.graceMinutes),
      what: terms.all,
    });
  // A deadline within the grace period never counts.
  const open = all.filter((tier) => !inGrace || isFree || !graceEnd || deadlineOf(scene, tier.hoursBefore) > graceEnd);
  for (const { hoursBefore, refundPercent } of open) {
    const back = percentRoundedDown(money(data.depositMinor, data.currency), refundPercent).amountMinor;
    const deadline = mailDayTime(deadlineOf(scene, hoursBefore), clockOf(scene), scene.now);
    rows.push({
      when: hoursBefore === 0 ? terms.untilStart : terms.until(deadline),
      what: refundPercent === 100 ? terms.all : terms.part(refundPercent, amountOf(scene, back)),
    });
  }
  rows.push({ when: rows.length > 0 ? terms.after : terms.always, what: terms.nothing });
  const dated = open.some((tier) => tier.hoursBefore > 0) || (inGrace && !isFree && graceEnd !== null);
  const note = dated ? terms.zone(mailZone(scene.startsAt, clockOf(scene))) : undefined;
  return { title: terms.title, rows, ...(note && { note }) };
}

function placeOf({ data, words }: Scene): MailContent['facts'] {
  const facts: MailContent['facts'] = [];
  if (data.address) facts.push({ label: words.labels.address, value: data.address });
  if (data.phone)
    facts.push({ label: words.labels.phone, value: data.phone, href: `tel:${data.phone.replace(/[^\d+]/g, '')}` });
  return facts;
}

function confirmation(scene: Scene): MailContent {
  const { data, words } = scene;
  const deposit = data.depositMinor > 0 ? words.depositPaid(amountOf(scene, data.depositMinor)) : words.noDeposit;
  return {
    ...base(scene),
    subject: subjectOf(scene, words.confirmed.subject),
    preview: `${words.party(data.partySize)} · ${words.labels.code} ${data.code}`,
    tone: 'pine',
    status: words.confirmed.status,
    lead: [words.confirmed.lead(data.guestName)],
    code: { label: words.labels.code, value: data.code, hint: words.codeHint },
    facts: [
      { label: words.labels.guest, value: data.guestName },
      ...placeOf(scene),
      { label: words.labels.deposit, value: deposit },
    ],
    action: { label: words.seeBooking, href: data.bookingUrl },
    terms: termsOf(scene),
    notes: [data.calendarNote ?? words.calendar],
  };
}

function refundSentence(scene: Scene): string {
  const { data, words } = scene;
  const refund = data.refundMinor ?? 0;
  if (data.depositMinor === 0) return words.cancelled.noDeposit;
  const paid = amountOf(scene, data.depositMinor);
  if (refund >= data.depositMinor) return words.cancelled.full(paid);
  if (refund > 0) return words.cancelled.part(amountOf(scene, refund), paid);
  const last = refundTiers(data).at(-1);
  const graceEnd = graceEndOf(scene);
  const byTier = last && deadlineOf(scene, last.hoursBefore);
  // Booked after the deadline, it could still be cancelled for a while.
  const deadline = graceEnd && (!byTier || graceEnd > byTier) ? graceEnd : byTier;
  if (!deadline || deadline > scene.now) return words.cancelled.nothing;
  return words.cancelled.tooLate(mailDayTime(deadline, clockOf(scene), scene.now));
}

function cancellation(scene: Scene): MailContent {
  const { data, words } = scene;
  if (data.byRestaurant) return restaurantCancelled(scene, data.byRestaurant.reason);
  const refund = data.refundMinor ?? 0;
  const sentence = refundSentence(scene);
  const facts = [{ label: words.labels.code, value: data.code }];
  if (data.depositMinor > 0) {
    facts.push({ label: words.labels.deposit, value: amountOf(scene, data.depositMinor) });
    facts.push({ label: words.labels.refund, value: refund > 0 ? amountOf(scene, refund) : words.noRefund });
  }
  return {
    ...base(scene),
    subject: subjectOf(scene, words.cancelled.subject),
    preview: sentence,
    tone: 'amber',
    status: words.cancelled.status,
    lead: [words.cancelled.lead(data.guestName), sentence, ...(refund > 0 ? [words.refundArrives] : [])],
    facts,
  };
}

/** The restaurant could not keep it: who did it and why comes before the money, which goes back in full. */
function restaurantCancelled(scene: Scene, reason: string | null): MailContent {
  const { data, words } = scene;
  const said = words.cancelledByRestaurant;
  const refund = data.refundMinor ?? 0;
  const money = refund > 0 ? said.full(amountOf(scene, refund)) : said.free;
  const facts = [{ label: words.labels.code, value: data.code }];
  if (refund > 0) facts.push({ label: words.labels.refund, value: amountOf(scene, refund) });
  const lead = [said.lead(data.guestName, data.restaurantName)];
  if (reason) lead.push(said.reason(reason));
  lead.push(money, ...(refund > 0 ? [words.refundArrives] : []), said.sorry);
  return {
    ...base(scene),
    subject: subjectOf(scene, said.subject),
    preview: money,
    tone: 'amber',
    status: said.status,
    lead,
    facts,
  };
}

function changed(scene: Scene): MailContent {
  const { words } = scene;
  const data = scene.data as ChangedMail;
  const content = confirmation(scene);
  const lead = [words.changed.lead(data.guestName)];
  if (data.changeChargeMinor > 0) lead.push(words.changed.charged(amountOf(scene, data.changeChargeMinor)));
  if (data.changeRefundMinor > 0)
    lead.push(words.changed.refunded(amountOf(scene, data.changeRefundMinor)), words.refundArrives);
  if (data.changeForfeitMinor > 0) lead.push(words.changed.kept(amountOf(scene, data.changeForfeitMinor)));
  return {
    ...content,
    subject: subjectOf(scene, words.changed.subject),
    status: words.changed.status,
    lead,
    notes: [data.calendarNote ?? words.changed.calendar],
  };
}

/** Why a case was opened, in a title and a sentence. */
export function alarmWords(locale: MailLocale, reason: string): { title: string; detail: string } {
  const { reasons, unknown } = WORDS[locale].alarm;
  const known: Record<string, { title: string; detail: string }> = reasons;
  return Object.hasOwn(known, reason) ? known[reason]! : unknown(reason);
}

function reviewAlarm(data: ReviewAlarmMail, locale: MailLocale, now: Date): MailContent {
  const words = WORDS[locale];
  const { title, detail } = alarmWords(locale, data.reason);
  const clock = { timeZone: data.timeZone ?? 'Asia/Seoul', locale };
  const opened = new Date(data.openedAtIso);
  return {
    locale,
    subject: words.alarm.subject(title),
    preview: detail,
    tone: 'brick',
    status: words.alarm.status,
    title,
    lead: [detail],
    facts: [{ label: words.labels.opened, value: `${mailDayTime(opened, clock, now)}, ${mailZone(opened, clock)}` }],
    action: { label: words.alarm.action, href: data.caseUrl },
    notes: [words.alarm.note],
    footer: words.alarm.footer,
  };
}

const BOOKING_MAILS = {
  confirmation,
  cancellation,
  released,
  'refund-late': refundLate,
  changed,
  'change-dropped': changeDropped,
};

/** What a mail says to its reader at `now`: past deadlines are not offered, and another year is named. */
export function composeMail<K extends MailKind>(
  kind: K,
  locale: MailLocale,
  data: MailData[K],
  now: Date,
): MailContent {
  if (kind === 'review-alarm') return reviewAlarm(data as ReviewAlarmMail, locale, now);
  const booking = data as BookingMail;
  const scene = { data: booking, words: WORDS[locale], locale, now, startsAt: new Date(booking.startsAtIso) };
  return BOOKING_MAILS[kind as keyof typeof BOOKING_MAILS](scene);
}
