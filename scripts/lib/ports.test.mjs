import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, choosePorts, exchange, isFree } from './ports.mjs';

describe('ports', () => {
  const servers = [];
  const listen = (host, onConnection) =>
    new Promise((resolve) => {
      const server = net.createServer(onConnection).listen(0, host, () => resolve(server.address().port));
      servers.push(server);
    });
  afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

  it.each(['127.0.0.1', '0.0.0.0', '::1'])('a port that somebody holds on %s is not free', async (host) => {
    const port = await listen(host);
    expect(await isFree(port)).toBe(false);
  });
  it('a taken port gives the next free one and says so', async () => {
    const taken = await listen('127.0.0.1');
    const { ports, moved } = await choosePorts({ web: taken });
    expect(ports.web).toBeGreaterThan(taken);
    expect(await isFree(ports.web)).toBe(true);
    expect(moved).toEqual(['web']);
  });
  it('a moved port never takes what another one wishes for', async () => {
    const taken = await listen('127.0.0.1');
    const { ports } = await choosePorts({ web: taken, worker: taken + 1, sandbox: taken + 2 });
    expect(new Set(Object.values(ports)).size).toBe(3);
    expect([taken, taken + 1, taken + 2]).not.toContain(ports.web);
  });
  it('two wishes for one port get two ports', async () => {
    const free = await listen('127.0.0.1');
    await new Promise((resolve) => servers.pop().close(resolve));
    const { ports } = await choosePorts({ web: free, worker: free });
    expect(ports.worker).not.toBe(ports.web);
  });
  it('an exchange collects an answer that comes in pieces', async () => {
    const port = await listen('127.0.0.1', (socket) => {
      socket.once('data', () => {
        socket.write('+OK\r\n');
        setImmediate(() => socket.write('+PONG\r\n'));
      });
    });
    const answer = await exchange(port, { text: 'PING\r\n', enough: (bytes) => bytes.includes('PONG') });
    expect(answer.toString()).toBe('+OK\r\n+PONG\r\n');
  });
  it('nobody answers on a port without a server', async () => {
    const port = await listen('127.0.0.1');
    expect(await answers('127.0.0.1', port)).toBe(true);
    await new Promise((resolve) => servers.pop().close(resolve));
    expect(await answers('127.0.0.1', port)).toBe(false);
  });
});
