import {
  giveCoupon,
  giveCouponInput,
  listCampaigns,
  listCampaignsInput,
  saveCampaign,
  saveCampaignInput,
  setCampaignStatus,
  setCampaignStatusInput,
} from '@/server/services/coupon';
import {
  cancelByRestaurant,
  cancelByRestaurantInput,
  changeRoom,
  changeRoomInput,
  closeDay,
  closeDayInput,
  endRoom,
  endRoomInput,
  getClosing,
  getClosingInput,
  getMoneyInput,
  getMoneyOverview,
  getRooms,
  getRoomsInput,
  getServiceDay,
  getServiceDayInput,
  getSettings,
  getSettingsInput,
  listClosings,
  listClosingsInput,
  listMyRestaurants,
  listUpcoming,
  listUpcomingInput,
  openRoom,
  openRoomInput,
  refundVisit,
  refundVisitInput,
  reopenDay,
  reopenDayInput,
  saveHours,
  saveHoursInput,
  savePaymentProvider,
  savePaymentProviderInput,
  savePayoutAccount,
  savePayoutAccountInput,
  savePolicy,
  savePolicyInput,
  saveRoomSettings,
  saveRoomSettingsInput,
  saveSpecialDay,
  saveSpecialDayInput,
  saveTables,
  saveTablesInput,
  scheduleRoom,
  scheduleRoomInput,
} from '@/server/services/owner';
import { serveInput, serveReservation } from '@/server/services/reservation';
import { getStatement, getStatementInput, listStatements, listStatementsInput } from '@/server/services/settlement';
import { router, staffProcedure } from '../init';

/** What staff do. Each service finds the restaurant through the caller's membership; another's is not found. */
export const ownerRouter = router({
  restaurants: staffProcedure.query(({ ctx }) => listMyRestaurants(ctx.services)),
  day: staffProcedure.input(getServiceDayInput).query(({ ctx, input }) => getServiceDay(ctx.services, input)),
  upcoming: staffProcedure.input(listUpcomingInput).query(({ ctx, input }) => listUpcoming(ctx.services, input)),
  /** Seat, complete, no-show, or undo a seating. */
  serve: staffProcedure.input(serveInput).mutation(({ ctx, input }) => serveReservation(ctx.services, input)),
  settings: staffProcedure.input(getSettingsInput).query(({ ctx, input }) => getSettings(ctx.services, input)),
  saveHours: staffProcedure.input(saveHoursInput).mutation(({ ctx, input }) => saveHours(ctx.services, input)),
  saveTables: staffProcedure.input(saveTablesInput).mutation(({ ctx, input }) => saveTables(ctx.services, input)),
  savePolicy: staffProcedure.input(savePolicyInput).mutation(({ ctx, input }) => savePolicy(ctx.services, input)),
  savePaymentProvider: staffProcedure
    .input(savePaymentProviderInput)
    .mutation(({ ctx, input }) => savePaymentProvider(ctx.services, input)),
  saveSpecialDay: staffProcedure
    .input(saveSpecialDayInput)
    .mutation(({ ctx, input }) => saveSpecialDay(ctx.services, input)),
  closeDay: staffProcedure.input(closeDayInput).mutation(({ ctx, input }) => closeDay(ctx.services, input)),
  /** How far the cancelling of a closed day is. */
  closing: staffProcedure.input(getClosingInput).query(({ ctx, input }) => getClosing(ctx.services, input)),
  /** What closings did to a day's bookings; owners only. */
  closings: staffProcedure.input(listClosingsInput).query(({ ctx, input }) => listClosings(ctx.services, input)),
  cancelBooking: staffProcedure
    .input(cancelByRestaurantInput)
    .mutation(({ ctx, input }) => cancelByRestaurant(ctx.services, input)),
  refundVisit: staffProcedure.input(refundVisitInput).mutation(({ ctx, input }) => refundVisit(ctx.services, input)),
  /** The restaurant's money by the journal; owners only. */
  money: staffProcedure.input(getMoneyInput).query(({ ctx, input }) => getMoneyOverview(ctx.services, input)),
  savePayoutAccount: staffProcedure
    .input(savePayoutAccountInput)
    .mutation(({ ctx, input }) => savePayoutAccount(ctx.services, input)),
  /** What was settled, and whether it was paid. */
  statements: staffProcedure.input(listStatementsInput).query(({ ctx, input }) => listStatements(ctx.services, input)),
  statement: staffProcedure.input(getStatementInput).query(({ ctx, input }) => getStatement(ctx.services, input)),
  rooms: staffProcedure.input(getRoomsInput).query(({ ctx, input }) => getRooms(ctx.services, input)),
  scheduleRoom: staffProcedure.input(scheduleRoomInput).mutation(({ ctx, input }) => scheduleRoom(ctx.services, input)),
  openRoom: staffProcedure.input(openRoomInput).mutation(({ ctx, input }) => openRoom(ctx.services, input)),
  changeRoom: staffProcedure.input(changeRoomInput).mutation(({ ctx, input }) => changeRoom(ctx.services, input)),
  endRoom: staffProcedure.input(endRoomInput).mutation(({ ctx, input }) => endRoom(ctx.services, input)),
  saveRoomSettings: staffProcedure
    .input(saveRoomSettingsInput)
    .mutation(({ ctx, input }) => saveRoomSettings(ctx.services, input)),
  /** The restaurant's coupons with what came of them. */
  campaigns: staffProcedure.input(listCampaignsInput).query(({ ctx, input }) => listCampaigns(ctx.services, input)),
  saveCampaign: staffProcedure.input(saveCampaignInput).mutation(({ ctx, input }) => saveCampaign(ctx.services, input)),
  setCampaignStatus: staffProcedure
    .input(setCampaignStatusInput)
    .mutation(({ ctx, input }) => setCampaignStatus(ctx.services, input)),
  giveCoupon: staffProcedure.input(giveCouponInput).mutation(({ ctx, input }) => giveCoupon(ctx.services, input)),
  reopenDay: staffProcedure.input(reopenDayInput).mutation(({ ctx, input }) => reopenDay(ctx.services, input)),
});
