import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseServerVersion } from './database.mjs';
import { packagesMatch } from './packages.mjs';
import { buildFingerprint } from './sources.mjs';

describe('the build', () => {
  let root;
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'tablepick-build-'));
    write('app/page.tsx', 'one');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is stale when a page, a style, a message or a new file changes', () => {
    const seen = new Set([buildFingerprint(root)]);
    for (const file of [
      'app/page.tsx',
      'app/globals.css',
      'i18n/messages/ko.json',
      'server/services/new.ts',
      'package-lock.json',
      'public/mark.svg',
    ]) {
      write(file, 'two');
      seen.add(buildFingerprint(root));
    }
    expect(seen.size).toBe(7);
  });
  it('is stale when a file is renamed', () => {
    const before = buildFingerprint(root);
    rmSync(path.join(root, 'app/page.tsx'));
    write('app/pages.tsx', 'one');
    expect(buildFingerprint(root)).not.toBe(before);
  });
  it('is not stale for tests, other processes, documents, or a newer date', () => {
    const before = buildFingerprint(root);
    for (const file of [
      'app/page.test.tsx',
      'worker/main.ts',
      'tests/e2e/a.spec.ts',
      'README.md',
      '.tablepick/run/x.pid',
    ])
      write(file, 'x');
    utimesSync(path.join(root, 'app/page.tsx'), new Date(), new Date());
    expect(buildFingerprint(root)).toBe(before);
  });
});

describe('installed packages', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/mac': { version: '2.0.0', optional: true },
    },
  };
  it('match when all that this machine needs is there in its version', () => {
    expect(packagesMatch(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });
  it('do not match when one is older, missing, or nothing was recorded', () => {
    expect(packagesMatch(lock, { packages: { 'node_modules/a': { version: '0.9.0' } } })).toBe(false);
    expect(packagesMatch(lock, { packages: {} })).toBe(false);
    expect(packagesMatch(lock, undefined)).toBe(false);
  });
});

describe('a database server', () => {
  it.each([
    ['mariadbd  Ver 10.11.14-MariaDB-0+deb12u2 for debian-linux-gnu on x86_64 (Debian 12)', 'MariaDB', '10.11', true],
    ['/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)', 'MySQL', '8.4', true],
    ['mysqld  Ver 9.7.0 for macos15 on arm64 (Homebrew)', 'MySQL', '9.7', true],
    ['mysqld  Ver 5.7.44 for Linux on x86_64', 'MySQL', '5.7', false],
    ['mariadbd  Ver 10.5.26-MariaDB-0+deb11u2 for debian-linux-gnu', 'MariaDB', '10.5', false],
  ])('%s', (text, family, version, fits) => {
    expect(parseServerVersion(text)).toEqual({ family, version, fits });
  });
});
