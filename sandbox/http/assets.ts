import { createReadStream, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Router } from './router';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#c2552d"/><path d="M8 13h16M16 13v11M11 24h10" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>';

/** The typeface, from its npm package, and the icon: pages load nothing from elsewhere. */
export function registerAssets(router: Router): void {
  const font = fontFile();
  router.on('GET', '/assets/icon.svg', ({ res }) => {
    res.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }).end(ICON);
  });
  router.on('GET', '/assets/pretendard.woff2', ({ res }) => {
    if (!font) {
      res.writeHead(404).end();
      return;
    }
    res.writeHead(200, {
      'content-type': 'font/woff2',
      'content-length': statSync(font).size,
      'cache-control': 'max-age=86400',
    });
    createReadStream(font).pipe(res);
  });
}

function fontFile(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('pretendard/dist/web/variable/woff2/PretendardVariable.woff2');
  } catch {
    return undefined;
  }
}
