'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { httpBatchLink, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import type { ErrorCode } from '@/server/domain/shared/errors';
import type { AppRouter } from '@/server/trpc/router';

export const api = createTRPCReact<AppRouter>();

const URL = '/api/trpc';
const MOST_RETRIES = 2;
/** The server takes no more calls in one request. */
const MAX_BATCH = 10;

export type Refusal = { code: ErrorCode | 'OFFLINE' | 'INTERNAL'; retry: boolean; details: Record<string, unknown> };

/** What a failed call means: the service's own refusal, no answer at all, or our fault. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TRPCClientError) {
    const refusal = (error as TRPCClientError<AppRouter>).data?.refusal;
    if (refusal) return refusal;
    if (!error.data) return { code: 'OFFLINE', retry: true, details: {} };
  }
  return { code: 'INTERNAL', retry: true, details: {} };
}

/** Gives components the typed API. Reads are batched; a change goes alone, so that none waits for another. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 15_000, retry: (failures, error) => failures < MOST_RETRIES && refusalOf(error).retry },
        },
      }),
  );
  const [client] = useState(() =>
    api.createClient({
      links: [
        splitLink({
          condition: (op) => op.type === 'subscription',
          true: httpSubscriptionLink({ url: URL, transformer: superjson }),
          false: splitLink({
            condition: (op) => op.type === 'mutation',
            true: httpLink({ url: URL, transformer: superjson }),
            false: httpBatchLink({ url: URL, transformer: superjson, maxURLLength: 4_000, maxItems: MAX_BATCH }),
          }),
        }),
      ],
    }),
  );
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
