import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type TcpProxy = {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Takes connections again, on the same port. */
  mend(): Promise<void>;
  /** Keeps connections open but passes nothing on: either way, or only what the service answers. */
  hush(what?: 'both' | 'answers'): void;
  /** Passes everything on again, what was kept back first. */
  speak(): void;
  close(): Promise<void>;
};

/** A wire to a service that a test can cut or silence without touching the service. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let silent: 'no' | 'both' | 'answers' = 'no';
  const answering = new WeakSet<Socket>();
  const isKept = (from: Socket) => silent === 'both' || (silent === 'answers' && answering.has(from));
  const server = createServer((incoming) => {
    const outgoing = connect(target.port, target.host);
    answering.add(outgoing);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isKept(from)) from.pause();
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cut = async () => {
    silent = 'no';
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut,
    mend: () => listen(port),
    hush(what = 'both') {
      silent = what;
      for (const socket of sockets) if (isKept(socket)) socket.pause();
    },
    speak() {
      silent = 'no';
      for (const socket of sockets) socket.resume();
    },
    async close() {
      if (server.listening) await cut();
    },
  };
}
