import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { windowFile } from '../../../electron/serve/window-files.ts';
import type { Channel } from '../../../shared/contract/envelope.ts';
import { createContractServer } from '../../../shared/contract/server.ts';
import { fakeHandlers, type Log } from './handlers.ts';
import { appendRecord, ordinaryLine } from './logs/log-world.ts';
import type { Line } from './logs/log-lines.ts';
import { seeded } from './random.ts';
import { scenarios, type ScenarioName, type World } from './scenarios.ts';

const RENDERER = path.resolve(import.meta.dirname, '../../../out/renderer');

/** A fake engine behind a real HTTP server and WebSocket, serving the built window under its strict policy. */
export interface FakeContractServer {
  url: string;
  world: World;
  log: Log;
  /** Changes a monitor and tells the window. */
  change(id: string, more: Partial<World['monitors'][number]['status']>): void;
  /** Reads `count` more lines of a log source, ordinary ones where no `line` is given, and tells the window. */
  readLogs(source: string, count: number, line?: Line): void;
  /** A line of a log source that has no end yet; null ends it. */
  partialLine(source: string, message: string | null): void;
  /** Something about alerts is other than before; the test has changed the world. */
  tellAlerts(): void;
  /** The card that waits for the user's return. */
  tellDigest(digest: World['alerts']['digest']): void;
  tellNotification(record: World['notifications'][number]): void;
  /** Drops every connection and refuses new ones until `restore`. */
  disconnect(): void;
  restore(): void;
  close(): Promise<void>;
}

/** @param live re-checks a few monitors each second, so that the window has something to follow */
export async function startFakeContractServer(
  scenario: ScenarioName,
  { live = false, rendererDir = RENDERER, port = 0 } = {},
): Promise<FakeContractServer> {
  const world = scenarios[scenario](Date.now());
  const log: Log = [];
  const statusOf = (ids: string[]) =>
    world.monitors.filter(({ status }) => ids.includes(status.id)).map(({ status }) => status);
  const handlers = fakeHandlers(world, log, {
    instance: () => contract.publish('instance', world.instance),
    monitors: (ids) => contract.publish('monitors', { at: Date.now(), changed: statusOf(ids), removed: [] }),
    groups: (ids) => contract.publish('errorGroups', { ids }),
    sources: () => contract.publish('logSources', { sources: world.logs.sources }),
    alerts: () => contract.publish('alerts', { at: Date.now() }),
    digest: () => contract.publish('digest', { digest: world.alerts.digest }),
  });
  const random = seeded('live');
  const tellLogs = () =>
    contract.publish('logs', { at: Date.now(), last: world.logs.last, partial: world.logs.partial });
  function readLogs(source: string, count: number, line?: Line): void {
    for (let index = 0; index < count; index += 1) {
      appendRecord(world.logs, source, line ?? ordinaryLine(source, random), Date.now());
    }
    tellLogs();
  }
  const contract = createContractServer(handlers, (name, error) => {
    throw new Error(`the fake engine failed in ${name}`, { cause: error });
  });
  const sockets = new Set<WebSocket>();
  let refusing = false;

  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    void windowFile(rendererDir, pathname).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body);
    });
  });
  const ws = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (refusing || request.url !== '/api/ws') {
      socket.destroy();
      return;
    }
    ws.handleUpgrade(request, socket, head, (client) => {
      sockets.add(client);
      client.on('close', () => sockets.delete(client));
      contract.attach(channelOf(client));
    });
  });
  await new Promise<void>((resolve) => void http.listen(port, '127.0.0.1', resolve));

  const tick = () => {
    recheckSome(world, handlers.checkNow);
    for (const { id, state } of world.logs.sources) if (state === 'ok') readLogs(id, Math.ceil(random() * 3));
  };
  const ticking = live ? setInterval(tick, 1000) : undefined;
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    world,
    log,
    change(id, more) {
      const monitor = world.monitors.find(({ status }) => status.id === id);
      if (!monitor) throw new Error(`the fake engine has no monitor ${id}`);
      monitor.status = { ...monitor.status, ...more };
      contract.publish('monitors', { at: Date.now(), changed: [monitor.status], removed: [] });
    },
    readLogs,
    partialLine(source, message) {
      world.logs.partial = message === null ? [] : [partialEntry(source, message)];
      tellLogs();
    },
    tellAlerts: () => contract.publish('alerts', { at: Date.now() }),
    tellDigest(digest) {
      world.alerts.digest = digest;
      contract.publish('digest', { digest });
    },
    tellNotification: (record) => contract.publish('notification', record),
    disconnect() {
      refusing = true;
      for (const socket of sockets) socket.terminate();
    },
    restore() {
      refusing = false;
    },
    async close() {
      clearInterval(ticking);
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => void http.close(resolve));
    },
  };
}

function partialEntry(source: string, message: string): World['logs']['partial'][number] {
  return {
    seq: null,
    time: Date.now(),
    timeGuessed: true,
    level: 'info',
    source,
    files: ['combined.log'],
    service: null,
    message,
    error: null,
    lines: 1,
    group: null,
    partial: true,
  };
}

function recheckSome(world: World, check: (input: { monitorIds: string[] }) => unknown): void {
  const due = world.monitors.filter(({ status }) => (status.last?.at ?? 0) + status.intervalMs <= Date.now());
  check({ monitorIds: due.map(({ status }) => status.id) });
}

function channelOf(socket: WebSocket): Channel {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      const heard = (data: Buffer) => listener(JSON.parse(data.toString()));
      socket.on('message', heard);
      return () => void socket.off('message', heard);
    },
    onClose: (listener) => {
      socket.on('close', listener);
      return () => void socket.off('close', listener);
    },
    close: () => socket.close(),
  };
}
