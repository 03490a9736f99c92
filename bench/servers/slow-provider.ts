import { createServer } from 'node:http';

/** A payment provider that approves everything, in as many milliseconds as it is told. */
const [port, delayMs] = process.argv.slice(2).map(Number);
const server = createServer((req, res) => {
  req.resume();
  setTimeout(() => res.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"DONE"}'), delayMs);
});
server.keepAliveTimeout = 60_000;
server.listen(port, '127.0.0.1', 4096);
process.on('SIGTERM', () => process.exit(0));
