/** Days are read in runs of four weeks counted from today, so that strip and calendar share what they read. */
export const RUN_DAYS = 28;
