export { cancelByRestaurant, cancelByRestaurantInput } from './cancel-booking';
export {
  closeDay,
  closeDayInput,
  DAY_END,
  type DayChange,
  type DayClosed,
  reopenDay,
  reopenDayInput,
} from './close-day';
export { cancelClosed } from './closing';
export {
  type ClosingBooking,
  type ClosingView,
  type DayClosing,
  getClosing,
  getClosingInput,
  listClosings,
  listClosingsInput,
} from './get-closing';
export { type Earnings, getMoneyInput, getMoneyOverview, type MoneyDay, type MoneyOverview } from './get-money';
export { getRooms, getRoomsInput } from './get-rooms';
export { type DayBooking, getServiceDay, getServiceDayInput, type ServiceDay } from './get-service-day';
export { type ClosedPart, getSettings, getSettingsInput, type Settings, type SpecialDay } from './get-settings';
export { listMyRestaurants, type MyRestaurant } from './list-my-restaurants';
export { listUpcoming, listUpcomingInput, type UpcomingDay } from './list-upcoming';
export type { Role } from './member';
export { refundVisit, refundVisitInput } from './refund-visit';
export {
  changeRoom,
  changeRoomInput,
  endRoom,
  endRoomInput,
  openRoom,
  openRoomInput,
  saveRoomSettings,
  saveRoomSettingsInput,
  scheduleRoom,
  scheduleRoomInput,
} from './rooms';
export { type Saved, saveHours, saveHoursInput } from './save-hours';
export { savePaymentProvider, savePaymentProviderInput } from './save-payment-provider';
export { type ShownAccount, savePayoutAccount, savePayoutAccountInput } from './save-payout-account';
export { savePolicy, savePolicyInput } from './save-policy';
export { saveSpecialDay, saveSpecialDayInput } from './save-special-day';
export { type SavedTables, saveTables, saveTablesInput } from './save-tables';
export { sweepClosings } from './sweep-closings';
