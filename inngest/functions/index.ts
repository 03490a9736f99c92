import type { FunctionKit } from './kit';
import {
  makeAlarmOperators,
  makePostAlarm,
  makeSendCancellation,
  makeSendChangeDropped,
  makeSendChanged,
  makeSendConfirmation,
  makeSendLateRefund,
  makeSendReleased,
} from './notify/send-mails';
import { makeTellAgain } from './notify/tell-again';
import { makePruneRecords } from './ops/prune-records';
import { makeRecordDeadLetter } from './ops/record-dead-letter';
import { makeCancelClosedDay } from './owner/cancel-closed-day';
import { makeCancelBooking } from './payment/cancel-booking';
import { makeCompareSettlements, makeCompareTransactions } from './payment/compare-records';
import { makeConfirmBooking } from './payment/confirm-booking';
import { makeFollowHint } from './payment/follow-hint';
import { makeReconcilePayments } from './payment/reconcile-payments';
import { makeCompletePast } from './reservation/complete-past';
import { makeExpireChange } from './reservation/expire-change';
import { makeExpireHolds } from './reservation/expire-holds';
import { makeSweepHolds } from './reservation/sweep-holds';
import { makeScheduleOpenings } from './room/schedule-openings';
import { makeRunSettlement, makeStartSettlements } from './settlement/run-settlement';

export type { FunctionKit } from './kit';

/** Everything that runs in the background, whatever executor runs it. */
export const createFunctions = (kit: FunctionKit) => [
  makeExpireHolds(kit),
  makeExpireChange(kit),
  makeSweepHolds(kit),
  makeCompletePast(kit),
  makeCancelClosedDay(kit),
  makeConfirmBooking(kit),
  makeCancelBooking(kit),
  makeFollowHint(kit),
  makeReconcilePayments(kit),
  makeCompareTransactions(kit),
  makeCompareSettlements(kit),
  makeSendConfirmation(kit),
  makeSendChanged(kit),
  makeSendChangeDropped(kit),
  makeSendCancellation(kit),
  makeSendReleased(kit),
  makeSendLateRefund(kit),
  makeAlarmOperators(kit),
  makePostAlarm(kit),
  makeTellAgain(kit),
  makeRecordDeadLetter(kit),
  makePruneRecords(kit),
  makeScheduleOpenings(kit),
  makeStartSettlements(kit),
  makeRunSettlement(kit),
];
