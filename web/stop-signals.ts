/** A Ctrl-C reaches every process of the terminal, and is passed on besides: two signals this close are one. */
const SAME_KEY_MS = 800;

/** Calls `stop` at the first SIGTERM or SIGINT, `hurry` at a later one. */
export function onStopSignals(stop: () => void, hurry: () => void): void {
  let firstMs = 0;
  const asked = () => {
    if (firstMs === 0) {
      firstMs = Date.now();
      stop();
    } else if (Date.now() - firstMs > SAME_KEY_MS) hurry();
  };
  process.on('SIGTERM', asked);
  process.on('SIGINT', asked);
}
