/** Sizes and counts the engine keeps to; what goes over one is refused with a sentence that names it. */
export const LIMITS = {
  /** Output of one step, as JSON. */
  stepBytes: 4 * 1024 * 1024,
  /** All step outputs of one run together. */
  runBytes: 32 * 1024 * 1024,
  /** One event, as JSON. */
  eventBytes: 512 * 1024,
  /** One request to the event API. */
  requestBytes: 8 * 1024 * 1024,
  eventsPerRequest: 5_000,
  stepsPerRun: 1_000,
  retries: 20,
  /** Leases one attempt may lose (its worker died or hung each time) before its run is failed. */
  deliveries: 10,
  /** Characters of an event's id or name, and of a function's id. */
  nameLength: 190,
  /** Characters of a CEL expression. */
  expressionLength: 1_000,
} as const;

/** Bytes of `text` in UTF-8. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');
