import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createScriptTranslator, withoutUpstashFlags } from './script-flags';

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
const FLAGGED = '#!lua flags=allow-key-locking\nreturn 1';

describe('flags that only Upstash knows', () => {
  test.each([
    ['a script without a first line of its own is untouched', 'return 1', 'return 1'],
    ['a first line that says nothing more goes, its line break stays', FLAGGED, '\nreturn 1'],
    [
      'flags of Redis itself stay',
      '#!lua flags=no-writes,allow-key-locking\nreturn 1',
      '#!lua flags=no-writes\nreturn 1',
    ],
    ['other options stay', '#!lua name=x flags=allow-key-locking\r\nreturn 1', '#!lua name=x\r\nreturn 1'],
    [
      'a script that uses none of them is untouched',
      '#!lua flags=no-writes\nreturn 1',
      '#!lua flags=no-writes\nreturn 1',
    ],
    [
      'the words inside the script are not flags',
      'return "#!lua flags=allow-key-locking"',
      'return "#!lua flags=allow-key-locking"',
    ],
  ])('%s', (_, given, sent) => {
    expect(withoutUpstashFlags(given)).toBe(sent);
  });
});

describe('a caller knows a script by its own text', () => {
  test('EVALSHA with the hash of the flagged text asks for the text the server was given', () => {
    const scripts = createScriptTranslator();
    expect(scripts.outgoing(['evalsha', sha1(FLAGGED), '0'])).toEqual(['evalsha', sha1(FLAGGED), '0']);
    expect(scripts.outgoing(['eval', FLAGGED, '1', 'k'])).toEqual(['eval', '\nreturn 1', '1', 'k']);
    expect(scripts.outgoing(['EVALSHA', sha1(FLAGGED), '0'])).toEqual(['EVALSHA', sha1('\nreturn 1'), '0']);
  });

  test('SCRIPT LOAD answers with the hash of the text the caller gave', () => {
    const scripts = createScriptTranslator();
    const load = ['script', 'load', FLAGGED];
    expect(scripts.outgoing(load)).toEqual(['script', 'load', '\nreturn 1']);
    expect(scripts.incoming(load, sha1('\nreturn 1'))).toBe(sha1(FLAGGED));
    expect(scripts.outgoing(['script', 'exists', sha1(FLAGGED)])).toEqual(['script', 'exists', sha1('\nreturn 1')]);
  });

  test('commands that are no scripts pass as they are', () => {
    const scripts = createScriptTranslator();
    expect(scripts.outgoing(['set', 'k', FLAGGED])).toEqual(['set', 'k', FLAGGED]);
    expect(scripts.outgoing(['script', 'flush'])).toEqual(['script', 'flush']);
  });
});
