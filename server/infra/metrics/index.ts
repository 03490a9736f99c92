export { answerMetrics, mayReadMetrics } from './access';
export { watchBackground } from './background';
export { BATCH_COMMANDS, createMetrics, type Metrics, WAIT_SECONDS } from './create-metrics';
export { type Distribution, merged, quantile } from './distribution';
export { type Pulse, type PulseDay, type PulseKind, type PulsePool, pulseTaker } from './pulse';
export { PulseBoard, type Pulses } from './pulse-board';
