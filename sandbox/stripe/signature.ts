import { createHmac } from 'node:crypto';

/** `t=1764547200,v1=…`: over the time and the body as it is sent, so that neither can be changed nor sent again later. */
export function signature(body: string, secret: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
