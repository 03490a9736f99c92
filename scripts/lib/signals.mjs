import { explain, hush, print } from './log.mjs';

/** npm passes on a Ctrl-C that the terminal has sent us already: two signals this close are one. */
const SAME_KEY_MS = 800;

/**
 * Ends the command in order on Ctrl-C, SIGTERM, a closed terminal, or when the npm that runs us is gone. A second Ctrl-C
 * hurries. `stop` and `hurry` come from the stack; `isReady` says whether ending now is an ordinary end.
 */
export function stopOnSignals({ stop, hurry, isReady }) {
  let first = 0;
  const end = async (code) => {
    try {
      await stop();
    } catch (error) {
      explain(error);
    }
    print('  Everything is stopped.');
    process.exit(code);
  };
  const request = (reason, number) => {
    const now = Date.now();
    if (first === 0) {
      first = now;
      hush();
      print(`\n  ${reason}: stopping.`);
      end(isReady() ? 0 : 128 + number);
    } else if (now - first > SAME_KEY_MS) hurry();
  };
  process.on('SIGINT', () => request('Ctrl-C', 2));
  process.on('SIGTERM', () => request('SIGTERM', 15));
  process.on('SIGHUP', () => request('The terminal was closed', 1));
  if (!process.env.npm_lifecycle_event) return { isStopping: () => first > 0 };
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && first === 0 && request('npm was stopped', 15), 250).unref();
  return { isStopping: () => first > 0 };
}
