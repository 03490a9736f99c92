export {
  type ChangeOffer,
  type ChangeResult,
  changeOptionsInput,
  changeReservation,
  changeReservationInput,
  getChangeOptions,
  giveUpChange,
  giveUpChangeInput,
  quoteChange,
  quoteChangeInput,
} from './change-reservation';
export { expireChange, sweepChanges } from './expire-changes';
export { applyPaidChange, dropPaidChange, pinChange } from './pay-change';
