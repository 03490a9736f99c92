/** The real Inngest server the differential suite is to run on, if the environment names one. */
export function inngestServer(): { baseUrl: string; eventKey: string; signingKey: string } | undefined {
  const { INNGEST_BASE_URL: baseUrl, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = process.env;
  if (!baseUrl) return undefined;
  if (!eventKey || !signingKey)
    throw new Error('INNGEST_BASE_URL needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY beside it');
  return { baseUrl, eventKey, signingKey };
}
