/** The product's API as a browser calls it, for one signed-in person. */
export class Api {
  constructor(
    private readonly appUrl: string,
    private readonly cookie: string,
  ) {}

  /** The answer, or null when it was refused. */
  async call<T>(path: string, input: unknown): Promise<T | null> {
    const response = await fetch(`${this.appUrl}/api/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify({ json: input }),
    }).catch(() => null);
    return response?.ok ? dataOf<T>(await response.json()) : null;
  }

  async ask<T>(path: string, input: unknown): Promise<T | null> {
    const query = encodeURIComponent(JSON.stringify({ json: input }));
    const response = await fetch(`${this.appUrl}/api/trpc/${path}?input=${query}`, {
      headers: { cookie: this.cookie },
    }).catch(() => null);
    return response?.ok ? dataOf<T>(await response.json()) : null;
  }
}

const dataOf = <T>(body: unknown): T => (body as { result: { data: { json: T } } }).result.data.json;
