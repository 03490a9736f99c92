import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./i18n/request.ts');

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  // `npm run check` type-checks everything once; doing it again in the build only makes the first start slower.
  typescript: { ignoreBuildErrors: true },
  // Covers are drawn as SVG, so there is nothing for an image optimiser to do.
  images: { unoptimized: true },
  serverExternalPackages: ['mysql2', 'ioredis', 'pino', 'prom-client', 'pdfkit'],
  // Browsers ask for it while the head that names the icon is still on its way.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Answers to machines do not pass through proxy.ts, which sets the headers of pages.
  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }],
};

export default withNextIntl(config);
