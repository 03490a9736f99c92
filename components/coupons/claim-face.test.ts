import { describe, expect, it } from 'vitest';
import { claimFace } from './claim-face';

const open = { state: 'open', left: 3 } as const;

describe('where a coupon is claimed', () => {
  it('guests are asked to sign in only for what there is to claim', () => {
    expect(claimFace(open, { signedIn: false })).toBe('sign-in');
    expect(claimFace(open, { signedIn: false, leftNow: 0 })).toBe('sold-out');
    expect(claimFace({ state: 'over', left: 3 }, { signedIn: false })).toBe('over');
  });
  it('the live count decides, also when some came back', () => {
    expect(claimFace(open, { signedIn: true, leftNow: 0 })).toBe('sold-out');
    expect(claimFace({ state: 'sold-out', left: 0 }, { signedIn: true, leftNow: 1 })).toBe('claim');
  });
  it('what is one’s own is said before that all are gone', () => {
    expect(claimFace({ state: 'yours', left: 0 }, { signedIn: true })).toBe('yours');
  });
  it('the button comes by itself when the time has come', () => {
    const ahead = { state: 'not-yet', left: 3 } as const;
    expect(claimFace(ahead, { signedIn: true })).toBe('not-yet');
    expect(claimFace(ahead, { signedIn: true, opened: true })).toBe('claim');
  });
  it('without a limit there is always one', () => {
    expect(claimFace({ state: 'open', left: null }, { signedIn: true })).toBe('claim');
  });
});
