import type { UserId } from '@/server/domain/shared/ids';
import type { Runtime } from '@/server/runtime';

/** What is known of a call before any procedure runs. */
export type RequestContext = {
  runtime: Runtime;
  userId: UserId | null;
  /** When that person last proved who they are, epoch milliseconds; null where that is not known. */
  signedInAtMs: number | null;
  request: {
    ip: string;
    contentType: string | null;
    /** `Origin` and `Sec-Fetch-Site` as the browser sent them; null when it did not. */
    origin: string | null;
    site: string | null;
    ownOrigin: string;
  };
};
