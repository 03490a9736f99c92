import { serve } from 'inngest/next';
import { inngestFromEnv } from '@/inngest/client';
import { createFunctions } from '@/inngest/functions';
import { runtime } from '@/server/runtime';

type Served = ReturnType<typeof serve>;
let made: Served | undefined;

/** Made on the first call: a build has no settings. */
function served(): Served {
  if (!made) {
    const inngest = inngestFromEnv(runtime().log.child({ part: 'inngest' }));
    made = serve({
      client: inngest,
      functions: createFunctions({ inngest, as: (job) => runtime().as({ type: 'system', job }) }),
    });
  }
  return made;
}

/** The functions, for an Inngest server or the cloud. Every call must be signed. */
export const GET: Served['GET'] = (req, context) => served().GET(req, context);
export const POST: Served['POST'] = (req, context) => served().POST(req, context);
export const PUT: Served['PUT'] = (req, context) => served().PUT(req, context);
