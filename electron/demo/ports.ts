import { createServer } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Random } from '../engine/ports.ts';

export const PORT_NAMES = [
  'platform',
  'universal',
  'writing1',
  'writing2',
  'model',
  'books',
  'mongodb',
  'redis',
  'thirdParty',
] as const;
export type PortName = (typeof PORT_NAMES)[number];
export type Ports = Record<PortName, number>;

/** Below the ranges that systems hand out to outgoing connections, so that a closed port stays free. */
const LOWEST = 21_000;
const HIGHEST = 31_000;
const TRIES = 200;

const storedPorts = z.record(z.string(), z.number().int().min(1).max(65_535));

/**
 * Free loopback ports for the fleet: those of the last start where they are still free, others by chance where
 * not. They are remembered in `<dataDir>/ports.json`.
 */
export async function choosePorts(dataDir: string, random: Random): Promise<Ports> {
  const file = join(dataDir, 'ports.json');
  const known = await readPorts(file);
  const taken = new Set<number>();
  const chosen: [PortName, number][] = [];
  for (const name of PORT_NAMES) {
    const port = await choosePort(known[name], taken, random);
    taken.add(port);
    chosen.push([name, port]);
  }
  const ports = Object.fromEntries(chosen) as Ports;
  await writeFile(file, `${JSON.stringify(ports, null, 2)}\n`, { mode: 0o600 });
  return ports;
}

async function readPorts(file: string): Promise<Record<string, number>> {
  try {
    return storedPorts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {}; // No file yet, or not one of ours: all ports are chosen anew.
  }
}

async function choosePort(known: number | undefined, taken: Set<number>, random: Random): Promise<number> {
  if (known !== undefined && !taken.has(known) && (await isFree(known))) return known;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = LOWEST + Math.floor(random() * (HIGHEST - LOWEST));
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `The demo found no free port between ${LOWEST} and ${HIGHEST}; free some of them and start again.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
