import type { MailWords } from './words';

export const EN: MailWords = {
  labels: {
    day: 'Day',
    time: 'Time',
    party: 'Party',
    code: 'Booking code',
    guest: 'Name',
    address: 'Address',
    phone: 'Phone',
    deposit: 'Deposit',
    refund: 'Refund',
    asked: 'You asked for',
    opened: 'Opened',
  },
  codeHint: 'Give this code when you arrive',
  party: (size) => (size === 1 ? '1 guest' : `${size} guests`),
  nightOf: (day) => `the night of ${day}`,
  noDeposit: 'None',
  depositPaid: (amount) => `${amount} paid`,
  notCharged: 'Not charged',
  noRefund: 'None',
  at: (restaurant, when) => `${restaurant}, ${when}`,
  seeBooking: 'See your booking',
  seeDetails: 'See the details',
  calendar: 'Open the attached file to put this in your calendar. It reminds you two hours before.',
  refundArrives:
    'It goes back to the card you paid with. That usually takes 3 to 7 business days; your card company decides the exact day.',
  footer: 'You get this mail because you booked with TablePick.',
  confirmed: {
    status: 'Confirmed',
    subject: 'Your table is booked',
    lead: (guest) => `${guest}, your table will be ready.`,
  },
  cancelled: {
    status: 'Cancelled',
    subject: 'Your booking is cancelled',
    lead: (guest) => `${guest}, your booking is cancelled.`,
    full: (amount) => `You get the whole deposit back: ${amount}.`,
    part: (amount, paid) => `You get ${amount} back of the ${paid} you paid.`,
    tooLate: (deadline) =>
      `Nothing is refunded: the deposit could be refunded until ${deadline}, and the booking was cancelled after that.`,
    nothing: 'Nothing is refunded, under the terms shown when you booked.',
    noDeposit: 'There was no deposit, so nothing was charged and nothing is refunded.',
  },
  released: {
    status: 'Not booked',
    subject: 'Your booking did not go through, nothing was charged',
    notCharged: 'Nothing was charged.',
    declined: 'Your card company did not approve the payment, so the table was not booked and is free again.',
    expired: 'The time we kept the table for you ran out, so it was not booked and is free again.',
    again: 'You can book again with another card. If the table has gone meanwhile, we show you the nearest times.',
    refundedSubject: (amount) => `Your booking did not go through, ${amount} has gone back`,
    refunded: (amount) => `All of the ${amount} that was charged has gone back.`,
    'amount-differs':
      'What was charged was not the amount of the deposit, so the table was not booked and is free again. You can book again.',
  },
  cancelledByRestaurant: {
    status: 'Cancelled by the restaurant',
    subject: 'The restaurant cancelled your booking',
    lead: (guest, restaurant) => `${guest}, ${restaurant} cannot keep this booking.`,
    reason: (reason) => `The restaurant says: ${reason}`,
    full: (amount) => `You get all of the ${amount} you paid back.`,
    free: 'There was no deposit, so nothing was charged and nothing is refunded.',
    sorry: 'We are sorry for the trouble. A coupon you used comes back to your wallet.',
  },
  changed: {
    status: 'Changed',
    subject: 'Your booking is changed',
    lead: (guest) => `${guest}, your table will be ready as you changed it.`,
    charged: (amount) => `You paid ${amount} more, because the deposit rose.`,
    refunded: (amount) => `You get ${amount} back, because the deposit fell.`,
    kept: (amount) => `${amount} of the deposit stays with the restaurant, because the change came after its deadline.`,
    calendar: 'Open the attached file to move the entry in your calendar.',
  },
  changeDropped: {
    status: 'Not changed',
    subject: 'Not changed, your booking stands',
    lead: (guest) => `${guest}, your booking was not changed. It stands as it was.`,
    ended: (guest) => `${guest}, your booking was not changed. It has ended meanwhile.`,
    why: {
      declined: 'Your card company did not approve the payment for the change.',
      'amount-differs': 'What was charged was not what the change costs.',
      closed: 'The restaurant has closed the time you wanted to move to.',
      'too-late': 'The payment came through when the time to pay for the change was over.',
      'booking-ended': 'When the payment came through, the booking could no longer be changed.',
    },
    refunded: (amount) => `You get all of the ${amount} you paid for it back.`,
    notCharged: 'Nothing more was charged.',
  },
  refundLate: {
    status: 'Refunded in full',
    subject: (amount) => `You get ${amount} back`,
    lead: (amount) => `You get all of the ${amount} you paid back.`,
    why: {
      late: 'When the payment came through, the time we kept the table for you was over and the table could no longer be had. So there is no booking.',
      'amount-differs': 'What was charged was not the amount of the deposit. So there is no booking.',
    },
  },
  terms: {
    title: 'If plans change',
    graceWhen: (minutes) => `Within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} of booking`,
    until: (deadline) => `Until ${deadline}`,
    untilStart: 'Until the booking starts',
    after: 'After that',
    always: 'Whenever you cancel',
    all: 'Full refund',
    part: (percent, amount) => `${percent}% back (${amount})`,
    nothing: 'No refund',
    free: 'There is no deposit, so cancelling costs nothing. If you cannot come, please cancel: somebody else can have the table.',
    zone: (zone) => `All times are ${zone}.`,
  },
  alarm: {
    status: 'Needs a person',
    subject: (title) => `Needs a person · ${title}`,
    action: 'Open the case',
    note: 'The case stays as it is until somebody has looked at it.',
    footer: 'You get this mail because you operate TablePick.',
    reasons: {
      confirm_unresolved: {
        title: 'A payment has no final answer',
        detail: 'The payment provider gave no final answer. Money may have moved, so the table is still kept.',
      },
      refund_unresolved: {
        title: 'A refund has no final answer',
        detail:
          'The payment provider did not say whether the refund happened. Look at its records before refunding again.',
      },
      refund_refused: {
        title: 'A refund was refused',
        detail: 'Money that is owed to a diner has not gone back. It may have to be returned another way.',
      },
      refund_failed: {
        title: 'A refund came back',
        detail:
          'It had been made, and the guest’s bank sent the money back to the provider. The guest does not have it. Send it once more, or pay it back another way.',
      },
      provider_config: {
        title: 'The payment provider refuses our requests',
        detail: 'A key or a setting seems wrong. Until it is mended, new payments may not be confirmed either.',
      },
      amount_differs: {
        title: 'A payment differs from its booking',
        detail: 'The provider names another amount than the booking, so it was not confirmed.',
      },
      missing_here: {
        title: 'A provider has money that we do not know',
        detail:
          'The provider’s records show a payment or a refund that is not in ours. See both sides, then attach it to a booking, refund it, or close the case.',
      },
      missing_there: {
        title: 'A provider does not know money that we have',
        detail: 'We have a payment or a refund on record that the provider’s records do not show.',
      },
      transaction_differs: {
        title: 'A provider’s record differs from ours',
        detail: 'Both sides know the payment, but not with the same amounts.',
      },
      settlement_differs: {
        title: 'A provider’s settlement differs from ours',
        detail: 'What the provider paid out for a payment is not what its own record says it should be.',
      },
      ledger_differs: {
        title: 'The ledger and a statement differ',
        detail: 'A restaurant’s statement does not add up to its account in the ledger. No payout was made from it.',
      },
      provider_down: {
        title: 'A payment provider does not answer',
        detail: 'Payments wait, and new ones are refused kindly until the provider answers again.',
      },
      unexpected_capture: {
        title: 'A payment nobody expected',
        detail: 'Money was captured for a booking that had ended. See whether it has to go back.',
      },
    },
    unknown: (reason) => ({ title: 'A case needs a person', detail: `Reason: ${reason}` }),
  },
};
