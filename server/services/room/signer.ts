import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type RoomId, type UserId } from '@/server/domain/shared/ids';

/** Somebody's number in a line. */
export type Ticket = { roomId: RoomId; userId: UserId; number: number; issuedAtMs: number };
/** Somebody's way in: until then its holder may hold one table. */
export type Admission = { roomId: RoomId; userId: UserId; number: number; untilMs: number };

type Fields = { roomId: RoomId; userId: UserId; number: number; atMs: number };

/**
 * Signs tickets and admissions, `KIND.room.user.number.instant.mac`: whoever holds one can prove it, nobody can make one.
 * Whether it still counts is the database's to say.
 */
export class RoomSigner {
  readonly #key: Buffer;

  /** `secret`: what the deployment signs with; the key for rooms is derived from it. */
  constructor(secret: string) {
    this.#key = createHmac('sha256', secret).update('tablepick waiting room').digest();
  }

  ticket = ({ issuedAtMs, ...ticket }: Ticket): string => this.#sign('t', { ...ticket, atMs: issuedAtMs });
  admission = ({ untilMs, ...admission }: Admission): string => this.#sign('a', { ...admission, atMs: untilMs });

  /** Null when it was not made here, or is another kind. */
  openTicket(text: string): Ticket | null {
    const fields = this.#open('t', text);
    return fields && toTicket(fields);
  }

  /** Null when it was not made here, or is another kind. Says nothing of whether its time is over. */
  openAdmission(text: string): Admission | null {
    const fields = this.#open('a', text);
    return fields && toAdmission(fields);
  }

  #sign(kind: string, { roomId, userId, number, atMs }: Fields): string {
    const body = [kind, roomId, userId, number.toString(36), atMs.toString(36)].join('.');
    return `${body}.${this.#mac(body).toString('base64url')}`;
  }

  #open(wanted: string, text: string): Fields | null {
    const end = text.lastIndexOf('.');
    const body = text.slice(0, Math.max(0, end));
    const mac = Buffer.from(text.slice(end + 1), 'base64url');
    const right = this.#mac(body);
    if (mac.length !== right.length || !timingSafeEqual(mac, right)) return null;
    const [kind, roomId = '', userId = '', number = '', at = ''] = body.split('.');
    if (kind !== wanted || !isId('room', roomId) || !isId('user', userId)) return null;
    return { roomId, userId, number: Number.parseInt(number, 36), atMs: Number.parseInt(at, 36) };
  }

  #mac = (body: string): Buffer => createHmac('sha256', this.#key).update(body).digest();
}

const toTicket = ({ atMs, ...fields }: Fields): Ticket => ({ ...fields, issuedAtMs: atMs });
const toAdmission = ({ atMs, ...fields }: Fields): Admission => ({ ...fields, untilMs: atMs });
