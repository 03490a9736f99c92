import { existsSync } from 'node:fs';
import path from 'node:path';
import { aptInstall, BROWSER_PACKAGES, canInstall } from './install.mjs';
import { Plain } from './log.mjs';
import { run, which } from './proc.mjs';

// The headless shell draws no window: it starts and opens pages in half the time.
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium that starts (Ubuntu's package is a stub that only asks for a snap): its path, or undefined. */
async function findBrowser() {
  const found = which(NAMES) ?? (existsSync(MAC) ? MAC : undefined);
  if (!found) return undefined;
  const { code } = await run(found, ['--version'], { timeoutMs: 20_000 });
  return code === 0 ? found : undefined;
}

/**
 * The browser for the tests: CHROMIUM_PATH, one on this machine, or one that is installed now (apt as root on Debian,
 * else playwright's own, which needs `packages` to be there). Returns its path; undefined means playwright's own.
 */
export async function ensureBrowser({ root, settings, log, say, packages }) {
  if (settings.CHROMIUM_PATH) {
    if (!existsSync(settings.CHROMIUM_PATH))
      throw new Plain(`CHROMIUM_PATH names ${settings.CHROMIUM_PATH}, which does not exist.`);
    return settings.CHROMIUM_PATH;
  }
  const found = await findBrowser();
  if (found?.endsWith(SHELL)) return found;
  if (canInstall()) {
    say(`apt-get install ${BROWSER_PACKAGES[0].join(' ')}`);
    // Where there is no such package, a browser with a window does as well.
    await aptInstall(BROWSER_PACKAGES, log);
    const installed = await findBrowser();
    if (installed) return installed;
  }
  if (found) return found;
  await packages;
  say('playwright install chromium');
  const { code } = await run(path.join(root, 'node_modules/.bin/playwright'), ['install', 'chromium'], {
    cwd: root,
    log,
  });
  if (code === 0) return undefined;
  throw new Plain(
    'No Chromium was found or could be installed. Install one, or name it: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}
