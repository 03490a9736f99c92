import { mailTime } from './format';
import { amountOf, base, clockOf, type Scene, subjectOf } from './scene';
import type { ChangeDroppedMail, LateRefundMail, MailContent, ReleasedMail } from './types';

// Mails of a payment that bought nothing: the money comes first, or where it stands that the booking does.

/** The change was not made: first that the booking stands, then why, then the money. */
export function changeDropped(scene: Scene): MailContent {
  const { words } = scene;
  const said = words.changeDropped;
  const data = scene.data as ChangeDroppedMail;
  const refund = data.refundMinor ?? 0;
  const asked = mailTime(new Date(data.asked.startsAtIso), clockOf(scene));
  const lead = [data.stands ? said.lead(data.guestName) : said.ended(data.guestName), said.why[data.reason]];
  if (refund > 0) lead.push(said.refunded(amountOf(scene, refund)), words.refundArrives);
  else lead.push(said.notCharged);
  const facts = [
    { label: words.labels.code, value: data.code },
    { label: words.labels.asked, value: `${asked}, ${words.party(data.asked.partySize)}` },
  ];
  if (refund > 0) facts.push({ label: words.labels.refund, value: amountOf(scene, refund) });
  return {
    ...base(scene),
    subject: data.stands
      ? subjectOf(scene, said.subject)
      : `${words.refundLate.subject(amountOf(scene, refund))} · ${data.restaurantName}`,
    preview: said.why[data.reason],
    tone: data.stands ? 'pine' : 'amber',
    status: said.status,
    lead,
    facts,
    ...(data.stands && { action: { label: words.seeBooking, href: data.bookingUrl } }),
  };
}

export function released(scene: Scene): MailContent {
  const { released: said, labels, notCharged } = scene.words;
  const { cause = 'declined' } = scene.data as ReleasedMail;
  if (cause === 'amount-differs') return releasedAndRefunded(scene, said[cause]);
  return {
    ...base(scene),
    subject: `${said.subject} · ${scene.data.restaurantName}`,
    preview: said[cause],
    tone: 'amber',
    status: said.status,
    lead: [said.notCharged, said[cause], ...(cause === 'declined' ? [said.again] : [])],
    facts: [{ label: labels.deposit, value: notCharged }],
  };
}

/** Money was taken and has gone back before the table was given up: that comes first. */
function releasedAndRefunded(scene: Scene, why: string): MailContent {
  const { data, words } = scene;
  const amount = amountOf(scene, data.refundMinor ?? 0);
  return {
    ...base(scene),
    subject: `${words.released.refundedSubject(amount)} · ${data.restaurantName}`,
    preview: why,
    tone: 'amber',
    status: words.released.status,
    lead: [words.released.refunded(amount), why, words.refundArrives],
    facts: [{ label: words.labels.refund, value: amount }],
  };
}

export function refundLate(scene: Scene): MailContent {
  const { data, words } = scene;
  const why = words.refundLate.why[(data as LateRefundMail).cause ?? 'late'];
  const amount = amountOf(scene, data.refundMinor || data.depositMinor);
  return {
    ...base(scene),
    subject: `${words.refundLate.subject(amount)} · ${data.restaurantName}`,
    preview: why,
    tone: 'amber',
    status: words.refundLate.status,
    lead: [words.refundLate.lead(amount), why, words.refundArrives],
    facts: [
      { label: words.labels.code, value: data.code },
      { label: words.labels.refund, value: amount },
    ],
  };
}
