import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { ClaimFacts } from '@/server/domain/coupon/campaign';
import type { CampaignWay } from '@/server/domain/coupon/states';
import type { CampaignId, UserId } from '@/server/domain/shared/ids';
import type { ClaimCommand, IssuedCoupon } from './claim-command';

export type ClaimCampaign = Omit<ClaimFacts, 'nowMs' | 'mine'> & {
  way: CampaignWay;
  useFromMs: number;
  useUntilMs: number;
};

/** All facts a batch of claims is decided by. */
export type ClaimBatchFacts = {
  nowMs: number;
  campaigns: Map<CampaignId, ClaimCampaign>;
  /** What each person has had of each campaign, the oldest first. */
  mine: Map<string, IssuedCoupon[]>;
  /** What earlier commands of these keys were given. */
  commands: Map<string, IssuedCoupon>;
  users: Set<UserId>;
};

export const personId = (of: { campaignId: string; userId: string }) => `${of.campaignId}/${of.userId}`;
export const commandId = (of: { userId: string; commandKey: string }) => `${of.userId}/${of.commandKey}`;

const COUPON = 'id, campaign_id, user_id, ordinal, status, issued_at, use_from, use_until, command_key';
/** Begins the transaction and locks the campaigns, sorted: one person's and one campaign's claims are decided one after the other. */
const LOCKED = { begin: 'START TRANSACTION;\n', lock: 'ORDER BY id FOR UPDATE' };
/** Without the lock, for a control that shows what it is for. */
const UNLOCKED = { begin: 'START TRANSACTION;\n', lock: '' };
const READING = { begin: '', lock: '' };

/** Reads the facts of a batch in one round trip: inside the transaction that it begins, or (`reading`) only to look. */
export async function readClaims(
  connection: Pool | PoolConnection,
  commands: readonly ClaimCommand[],
  how: 'locked' | 'unlocked' | 'reading',
): Promise<ClaimBatchFacts> {
  const { begin, lock } = { locked: LOCKED, unlocked: UNLOCKED, reading: READING }[how];
  const campaigns = [...new Set(commands.map((command) => command.campaignId))].sort();
  const users = [...new Set(commands.map((command) => command.userId))];
  const [results] = await connection.query<RowDataPacket[][]>(
    `${begin}SELECT id, way, status, quantity, issued, per_person, issue_from, issue_until, use_from, use_until, NOW(6) AS now
       FROM coupon_campaigns WHERE id IN (?) ${lock};
SELECT ${COUPON} FROM coupons WHERE (campaign_id, user_id) IN (?) ORDER BY campaign_id, user_id, ordinal;
SELECT ${COUPON} FROM coupons WHERE (user_id, command_key) IN (?);
SELECT id FROM users WHERE id IN (?)`,
    [
      campaigns,
      commands.map((command) => [command.campaignId, command.userId]),
      commands.map((command) => [command.userId, command.commandKey]),
      users,
    ],
  );
  const [open, held, repeated, people] = how === 'reading' ? results : results.slice(1);
  const mine = new Map<string, IssuedCoupon[]>();
  for (const row of held!) {
    const coupon = toIssued(row);
    const theirs = mine.get(personId(coupon));
    if (theirs) theirs.push(coupon);
    else mine.set(personId(coupon), [coupon]);
  }
  return {
    nowMs: open![0]?.now.getTime() ?? 0,
    campaigns: new Map(open!.map((row) => [row.id, toCampaign(row)])),
    mine,
    commands: new Map(
      repeated!.map((row) => [commandId({ userId: row.user_id, commandKey: row.command_key }), toIssued(row)]),
    ),
    users: new Set(people!.map((row) => row.id)),
  };
}

const toCampaign = (row: RowDataPacket): ClaimCampaign => ({
  way: row.way,
  status: row.status,
  quantity: row.quantity,
  issued: row.issued,
  perPerson: row.per_person,
  issueFromMs: row.issue_from.getTime(),
  issueUntilMs: row.issue_until.getTime(),
  useFromMs: row.use_from.getTime(),
  useUntilMs: row.use_until.getTime(),
});

const toIssued = (row: RowDataPacket): IssuedCoupon => ({
  id: row.id,
  campaignId: row.campaign_id,
  userId: row.user_id,
  ordinal: row.ordinal,
  status: row.status,
  issuedAtMs: row.issued_at.getTime(),
  useFromMs: row.use_from.getTime(),
  useUntilMs: row.use_until.getTime(),
});
