import { randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function randomText(length: number): string {
  return [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

export const newPaymentKey = () => `sbx_${randomText(28)}`;
export const newTransactionKey = () => randomBytes(16).toString('hex').toUpperCase();
export const newTransmissionId = () => randomBytes(16).toString('hex');
export const newApproveNo = () => String(randomBytes(4).readUInt32BE() % 100_000_000).padStart(8, '0');
