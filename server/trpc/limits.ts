/** Calls one request may carry. A page asks for a handful at once. */
export const MAX_BATCH = 10;
