/** A health endpoint in a process of its own, so that it costs the measured one nothing. Sends its port to its parent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
