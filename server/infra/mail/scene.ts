import { mailDay, mailDayTime, mailMoney, mailTime, mailZone, nightBefore } from './format';
import type { BookingMail, MailContent, MailLocale } from './types';
import type { MailWords } from './words';

/** A mail about a booking being written: what it says, in whose words, and when. */
export type Scene = { data: BookingMail; words: MailWords; locale: MailLocale; now: Date; startsAt: Date };

export const clockOf = ({ data, locale }: Scene) => ({ timeZone: data.timeZone, locale });
export const amountOf = ({ data, locale }: Scene, minor: number) => mailMoney(minor, data.currency, locale);
export const whenOf = (scene: Scene) => mailDayTime(scene.startsAt, clockOf(scene), scene.now);

function passOf(scene: Scene): MailContent['pass'] {
  const { data, words, startsAt } = scene;
  const night = nightBefore(startsAt, clockOf(scene));
  return [
    {
      label: words.labels.day,
      value: mailDay(startsAt, clockOf(scene), scene.now),
      ...(night && { note: words.nightOf(night) }),
    },
    { label: words.labels.time, value: mailTime(startsAt, clockOf(scene)), note: mailZone(startsAt, clockOf(scene)) },
    { label: words.labels.party, value: words.party(data.partySize) },
  ];
}

/** What every such mail has. */
export const base = (scene: Scene) => ({
  locale: scene.locale,
  title: scene.data.restaurantName,
  pass: passOf(scene),
  notes: [],
  footer: scene.words.footer,
  action: { label: scene.words.seeDetails, href: scene.data.bookingUrl },
});

export const subjectOf = (scene: Scene, what: string) =>
  `${what} · ${scene.words.at(scene.data.restaurantName, whenOf(scene))}`;
