import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicFactory } from 'ulid';

export interface MailAttachment {
  filename: string;
  mimeType: string;
  contentId: string | null;
  sizeBytes: number;
  base64: string;
}

export interface Mail {
  id: string;
  receivedAt: string;
  from: string;
  /** The envelope's recipients: who really got it, blind copies included. */
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  attachments: MailAttachment[];
}

export type MailSummary = Pick<Mail, 'id' | 'receivedAt' | 'from' | 'to' | 'subject'> & { attachmentCount: number };

const KEPT = 500;
const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** The last 500 mails, a file each, newest last by name; a restart finds them again. */
export class MailStore {
  private summaries: MailSummary[] = [];
  private readonly newId = monotonicFactory();
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'mail');
    mkdirSync(this.folder, { recursive: true });
    const names = readdirSync(this.folder).filter((name) => ID.test(name.replace(/\.json$/, '')));
    for (const name of names.sort()) {
      const mail = this.read(name.replace(/\.json$/, ''));
      if (mail) this.summaries.push(summaryOf(mail));
    }
  }

  /** Keeps a mail; when this returns, it is on disk. */
  add(mail: Omit<Mail, 'id'>): Mail {
    const kept: Mail = { id: this.newId(), ...mail };
    writeFileSync(`${this.fileOf(kept.id)}.next`, JSON.stringify(kept));
    renameSync(`${this.fileOf(kept.id)}.next`, this.fileOf(kept.id));
    this.summaries.push(summaryOf(kept));
    for (const old of this.summaries.splice(0, Math.max(0, this.summaries.length - KEPT))) {
      rmSync(this.fileOf(old.id), { force: true });
    }
    return kept;
  }

  /** Newest first; `recipient` keeps those sent to an address that contains it. */
  list(recipient = ''): MailSummary[] {
    const wanted = recipient.trim().toLowerCase();
    return this.summaries.filter((one) => one.to.some((to) => to.toLowerCase().includes(wanted))).reverse();
  }

  read(id: string): Mail | undefined {
    if (!ID.test(id)) return undefined;
    try {
      return JSON.parse(readFileSync(this.fileOf(id), 'utf8')) as Mail;
    } catch {
      return undefined;
    }
  }

  clear(): void {
    for (const one of this.summaries) rmSync(this.fileOf(one.id), { force: true });
    this.summaries = [];
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

function summaryOf({ id, receivedAt, from, to, subject, attachments }: Mail): MailSummary {
  return { id, receivedAt, from, to, subject, attachmentCount: attachments.length };
}
