import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request, with what handlers ask for most. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  method: string;
  params: Record<string, string>;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

interface Route {
  method: string;
  parts: string[];
  handler: Handler;
}

/** A small router: `:name` takes one path segment; a mount takes everything under its prefix that no route took. */
export class Router {
  private readonly routes: Route[] = [];
  private readonly mounts: { prefix: string; handler: Handler }[] = [];

  on(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, handler: Handler): this {
    this.routes.push({ method, parts: path.split('/'), handler });
    return this;
  }

  mount(prefix: string, handler: Handler): this {
    this.mounts.push({ prefix, handler });
    return this;
  }

  /** Runs the handler of this request; false when there is none. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const url = new URL(req.url ?? '/', 'http://sandbox');
    const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
    const given = url.pathname.split('/');
    for (const route of this.routes) {
      if (route.method !== method) continue;
      const params = match(route.parts, given);
      if (!params) continue;
      await route.handler({ req, res, url, method, params });
      return true;
    }
    const mount = this.mounts.find((one) => url.pathname === one.prefix || url.pathname.startsWith(`${one.prefix}/`));
    if (!mount) return false;
    await mount.handler({ req, res, url, method, params: {} });
    return true;
  }
}

function match(parts: string[], given: string[]): Record<string, string> | undefined {
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
      continue;
    }
    if (value === '') return undefined;
    try {
      params[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return undefined;
    }
  }
  return params;
}
