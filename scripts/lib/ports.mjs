import net from 'node:net';

/** Every address a server on this port may already be bound to; `localhost` is both families in a browser. */
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::'];

function bindable(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'));
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () => server.close(() => resolve(true)));
  });
}

/** True when nothing listens on `port`, on any address of this machine that we could collide with. */
export async function isFree(port) {
  for (const host of HOSTS) if (!(await bindable(port, host))) return false;
  return true;
}

/**
 * Gives each name in `wanted` (`{ web: 3000, … }`) its port, or the next one that is free. Preferred ports of others
 * are passed over. Returns `{ ports, moved }`, `moved` being the names whose wish was taken.
 */
export async function choosePorts(wanted) {
  const ports = {};
  const moved = [];
  for (const [name, wish] of Object.entries(wanted)) {
    const others = new Set([...Object.values(wanted).filter((port) => port !== wish), ...Object.values(ports)]);
    let port = wish;
    while (others.has(port) || !(await isFree(port))) {
      port += 1;
      if (port > 65_535) throw new Error(`no free port from ${wish} upward for ${name}`);
    }
    if (port !== wish) moved.push(name);
    ports[name] = port;
  }
  return { ports, moved };
}

/** True when something accepts a TCP connection at `host:port`. */
export function answers(host, port, timeoutMs = 3000) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * Connects to a local port, sends `text` (if any) and returns what came back: once `enough` is content with it, when
 * the other side closes, or after `timeoutMs`.
 */
export function exchange(port, { text, enough = () => true, timeoutMs = 1000 } = {}) {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const socket = net.connect({ host: '127.0.0.1', port });
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, end);
    socket.once('connect', () => text && socket.write(text));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (enough(answer)) end();
    });
    socket.once('error', end);
    socket.once('close', end);
  });
}
