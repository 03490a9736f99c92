import { type Fault, nothing } from '../fault';
import { PROVIDER_FAULTS } from './provider';

/** The load alone, to know that it and the checks are sound by themselves. */
const CALM: Fault = { name: 'calm', what: 'no fault at all', strike: nothing };

/** Every row of the matrix. */
export const FAULTS: readonly Fault[] = [CALM, ...PROVIDER_FAULTS];
