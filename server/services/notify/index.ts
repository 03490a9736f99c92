export { alarmOperators, postAlarm } from './alarm';
export {
  sendCancellation,
  sendChangeDropped,
  sendChanged,
  sendConfirmation,
  sendLateRefund,
  sendReleased,
} from './send-booking-mails';
export { sweepUntold } from './sweep-untold';
