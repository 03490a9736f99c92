import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the next request that matches: it is done and its answer lost, or it never arrives. */
export type CutHow = 'answer-lost' | 'not-sent';

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
  /** From now on everything takes so much longer, in either direction. */
  delay(ms: number): void;
  /** Ends every connection; new ones are taken. */
  drop(): void;
  /** Cuts the connection of the next `times` requests whose bytes match. */
  cutAt(match: RegExp, how: CutHow, times?: number): void;
  /** How many requests `cutAt` has cut. */
  cuts(): number;
  /** Takes back what has not struck yet, and every delay. */
  calm(): void;
  close(): Promise<void>;
};

type Strike = { match: RegExp; how: CutHow; times: number };

/** The service goes on with a request whose asker is gone only as long as its connection lives: so long it is left alone. */
const LET_IT_WORK_MS = 150;

/** A wire to a service that a test can cut, slow down or silence without touching the service. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let silent: 'no' | 'both' | 'answers' = 'no';
  let delayMs = 0;
  let strikes: Strike[] = [];
  let struck = 0;
  const answering = new WeakSet<Socket>();
  const isKept = (from: Socket) => silent === 'both' || (silent === 'answers' && answering.has(from));

  const takeStrike = (bytes: Buffer): Strike | undefined => {
    if (strikes.length === 0) return undefined;
    const strike = strikes.find(({ match }) => match.test(bytes.toString('latin1')));
    if (!strike) return undefined;
    struck++;
    if (--strike.times === 0) strikes = strikes.filter((one) => one !== strike);
    return strike;
  };

  const server = createServer((incoming) => {
    const outgoing = connect(target.port, target.host);
    answering.add(outgoing);
    let lost = false;
    const end = () => {
      incoming.destroy();
      outgoing.destroy();
    };
    const pass = (from: Socket, to: Socket, bytes: Buffer) => {
      if (from === incoming) {
        const strike = takeStrike(bytes);
        if (strike?.how === 'not-sent') return end();
        if (strike) {
          lost = true;
          outgoing.once('data', () => setTimeout(end, LET_IT_WORK_MS));
        }
      } else if (lost) return;
      if (delayMs > 0) setTimeout(() => to.destroyed || to.write(bytes), delayMs);
      else to.write(bytes);
    };
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes: Buffer) => pass(from, to, bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isKept(from)) from.pause();
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async () => {
    silent = 'no';
    const closed = new Promise((resolve) => server.close(resolve));
    drop();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut,
    drop,
    mend: async () => {
      if (!server.listening) await listen(port);
    },
    hush(what = 'both') {
      silent = what;
      for (const socket of sockets) if (isKept(socket)) socket.pause();
    },
    speak() {
      silent = 'no';
      for (const socket of sockets) socket.resume();
    },
    delay(ms) {
      delayMs = ms;
    },
    cutAt(match, how, times = 1) {
      strikes.push({ match, how, times });
    },
    cuts: () => struck,
    calm() {
      strikes = [];
      delayMs = 0;
    },
    async close() {
      if (server.listening) await cut();
    },
  };
}
