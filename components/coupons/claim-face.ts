import type { ClaimableView } from '@/server/services/coupon';

/** What stands where one claims: the button, or the truth instead of it. */
export type ClaimFace = 'claim' | 'sign-in' | 'not-yet' | 'yours' | 'sold-out' | 'paused' | 'over';

/**
 * What a reader sees of a campaign. `leftNow` is the live count and `opened` says that its time has come since the page was
 * made; what is one's own comes before all else, and guests are asked to sign in only for what there is.
 */
export function claimFace(
  { state, left }: Pick<ClaimableView, 'state' | 'left'>,
  { leftNow = left, opened = false, signedIn }: { leftNow?: number | null; opened?: boolean; signedIn: boolean },
): ClaimFace {
  if (state === 'yours' || state === 'over' || state === 'paused') return state;
  if (leftNow === 0) return 'sold-out';
  if (state === 'not-yet' && !opened) return 'not-yet';
  // Sold out when the page was made, and some came back since.
  if (state === 'sold-out' && !leftNow) return 'sold-out';
  return signedIn ? 'claim' : 'sign-in';
}
