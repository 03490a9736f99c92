import { type Fault, nothing } from '../fault';
import { CLOCK } from './clock';
import { CRASHES } from './crashes';
import { DATABASE_FAULTS } from './database';
import { ENGINE_FAULTS } from './engine';
import { PROVIDER_FAULTS } from './provider';
import { RACES } from './races';
import { REDIS_FAULTS } from './redis';
import { WEBHOOK_FAULTS } from './webhooks';

/** The load alone, to know that it and the checks are sound by themselves. */
const CALM: Fault = { name: 'calm', what: 'no fault at all', strike: nothing };

/** The most telling of them, for every test run: one of each kind. */
const MIX = new Set([
  'crash-after-T2',
  'crash-after-X3',
  'webhooks',
  'refund-answer-lost',
  'database-killed',
  'database-commit-cut',
  'engine-replays',
]);

/** Every row of the matrix. */
export const FAULTS: readonly Fault[] = [
  CALM,
  ...CRASHES,
  ...PROVIDER_FAULTS,
  ...WEBHOOK_FAULTS,
  ...RACES,
  ...DATABASE_FAULTS,
  ...REDIS_FAULTS,
  ...ENGINE_FAULTS,
  CLOCK,
];

export const MIXED: readonly Fault[] = FAULTS.filter(({ name }) => MIX.has(name));
