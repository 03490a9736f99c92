import { type Problem, rangeProblem } from '../restaurant/problems';
import { addDays, type ServiceDate } from '../shared/time';
import { LOBBY_MINUTES_RANGE, PLACES_RANGE, RATE_RANGE } from './room';

/** A room is for so many days at most. */
export const MOST_ROOM_DAYS = 62;

type Draft = { ratePerMinute: number; places: number; lobbyMinutes?: number };

/** What is wrong with how a room is to be; empty when nothing is. */
export const roomProblems = ({ ratePerMinute, places, lobbyMinutes }: Draft): Problem[] => [
  ...rangeProblem('ratePerMinute', ratePerMinute, RATE_RANGE.least, RATE_RANGE.most),
  ...rangeProblem('places', places, PLACES_RANGE.least, PLACES_RANGE.most),
  ...(lobbyMinutes === undefined
    ? []
    : rangeProblem('lobbyMinutes', lobbyMinutes, LOBBY_MINUTES_RANGE.least, LOBBY_MINUTES_RANGE.most)),
];

/** What is wrong with the dates a room is to be for. */
export function roomDateProblems(fromDate: ServiceDate, toDate: ServiceDate, today: ServiceDate): Problem[] {
  if (fromDate < addDays(today, -1)) return [{ field: 'fromDate', problem: 'past' }];
  if (toDate < fromDate) return [{ field: 'toDate', problem: 'before-from' }];
  if (toDate > addDays(fromDate, MOST_ROOM_DAYS - 1)) return [{ field: 'toDate', problem: 'too-long' }];
  return [];
}
