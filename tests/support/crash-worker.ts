import { type CrashPoint, crashAt } from '@/server/infra/crash-point';

/** The real worker, told where to die: `node --import tsx tests/support/crash-worker.ts after-X3`, or nowhere. */
crashAt((process.argv[2] as CrashPoint | undefined) ?? null);
await import('@/worker/main');
