import { serve } from 'inngest/next';
import { inngestFromEnv } from '@/inngest/client';
import { createFunctions } from '@/inngest/functions';
import { runtime } from '@/server/runtime';

const inngest = inngestFromEnv(runtime().log.child({ part: 'inngest' }));
const functions = createFunctions({ inngest, as: (job) => runtime().as({ type: 'system', job }) });

/** The functions, for an Inngest server or the cloud. Every call must be signed. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });
