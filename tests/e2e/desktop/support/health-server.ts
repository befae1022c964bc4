import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service on loopback whose health a spec decides. */
export class HealthServer {
  /** How many health requests came so far. */
  requests = 0;
  port = 0;
  /** How long an answer takes. */
  delayMs = 0;
  #server: Server | null = null;
  #body: object = { status: 'ok' };
  #status = 200;

  async start(): Promise<void> {
    const server = createServer((_request, response) => {
      this.requests += 1;
      setTimeout(() => {
        response.writeHead(this.#status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(this.#body));
      }, this.delayMs);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  says(status: number, body: object): void {
    this.#status = status;
    this.#body = body;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}
