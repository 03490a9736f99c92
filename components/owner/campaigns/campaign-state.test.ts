import { expect, it } from 'vitest';
import { campaignState } from './campaign-state';

const facts = { status: 'active', issueFromMs: 10, issueUntilMs: 20, left: 5 } as const;

it('a campaign is scheduled, on, gone and over by the clock and the count, and ended for good', () => {
  expect(campaignState(facts, 9)).toBe('scheduled');
  expect(campaignState(facts, 10)).toBe('on');
  expect(campaignState({ ...facts, left: 0 }, 10)).toBe('gone');
  expect(campaignState({ ...facts, left: null }, 10)).toBe('on');
  expect(campaignState(facts, 20)).toBe('over');
  expect(campaignState({ ...facts, status: 'paused' }, 10)).toBe('paused');
  // A pause has nothing to go on with once its time is over.
  expect(campaignState({ ...facts, status: 'paused' }, 20)).toBe('over');
  expect(campaignState({ ...facts, status: 'ended' }, 10)).toBe('ended');
});
