import { createHash } from 'node:crypto';

/** Flags of a script's first line that only Upstash knows; another Redis refuses the whole script for them. */
const UPSTASH_ONLY = new Set(['allow-key-locking']);

/**
 * A Lua script as any Redis takes it: without Upstash's own flags. A first line that says nothing more goes too, since
 * Redis before 7 knows no such line at all; its line break stays, so that line numbers in errors are right.
 */
export function withoutUpstashFlags(script: string): string {
  const line = /^#!lua[^\r\n]*/.exec(script)?.[0];
  if (!line) return script;
  const options = line.slice('#!lua'.length).trim().split(/\s+/).filter(Boolean);
  const kept = options.flatMap((option) => {
    if (!option.startsWith('flags=')) return [option];
    const flags = option
      .slice('flags='.length)
      .split(',')
      .filter((flag) => flag && !UPSTASH_ONLY.has(flag));
    return flags.length > 0 ? [`flags=${flags.join(',')}`] : [];
  });
  if (kept.join(' ') === options.join(' ')) return script;
  return (kept.length > 0 ? `#!lua ${kept.join(' ')}` : '') + script.slice(line.length);
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/**
 * Rewrites script commands on their way to a Redis that is not Upstash. A caller knows a script by the hash of the text it
 * wrote, the server by that of the text it was given: the names seen are kept, so that EVALSHA finds its script.
 * A name not seen yet is sent as it is; the server then says NOSCRIPT and the caller sends the text.
 */
export function createScriptTranslator() {
  const serverNames = new Map<string, string>();
  const callerNames = new Map<string, string>();

  const learn = (script: string): string => {
    const sent = withoutUpstashFlags(script);
    if (sent !== script && !callerNames.has(sha1(sent))) {
      serverNames.set(sha1(script), sha1(sent));
      callerNames.set(sha1(sent), sha1(script));
    }
    return sent;
  };
  const serverName = (name: string) => serverNames.get(name.toLowerCase()) ?? name;

  return {
    /** `command` and its arguments as they are sent. */
    outgoing(command: readonly string[]): string[] {
      const [name = '', first = '', ...rest] = command;
      switch (name.toUpperCase()) {
        case 'EVAL':
        case 'EVAL_RO':
          return [name, learn(first), ...rest];
        case 'EVALSHA':
        case 'EVALSHA_RO':
          return [name, serverName(first), ...rest];
        case 'SCRIPT':
          if (/^load$/i.test(first)) return [name, first, ...rest.map(learn)];
          if (/^exists$/i.test(first)) return [name, first, ...rest.map(serverName)];
          return [...command];
        default:
          return [...command];
      }
    },
    /** The answer to `command` as the caller expects it: SCRIPT LOAD names the caller's own text. */
    incoming(command: readonly string[], result: unknown): unknown {
      const loaded = /^script$/i.test(command[0] ?? '') && /^load$/i.test(command[1] ?? '');
      return loaded && typeof result === 'string' ? (callerNames.get(result) ?? result) : result;
    },
  };
}
