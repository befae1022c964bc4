import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

/** How a lost second start ends: told to the first, or alone. */
export type InstanceLock = { held: true } | { held: false; told: Promise<void> };

/** A real lock between processes: a file names the holder, a socket beside it takes the arguments of later starts. */
export function lockInstance(folder: string, onSecond: (args: string[], cwd: string) => void): InstanceLock {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'SingletonLock');
  const socket = path.join(folder, 'SingletonSocket');
  if (isHeld(file)) return { held: false, told: tell(socket) };
  rmSync(socket, { force: true });
  writeFileSync(file, String(process.pid));
  const server = createServer((connection) => {
    let text = '';
    connection.on('data', (chunk: Buffer) => (text += chunk.toString()));
    connection.on('end', () => {
      const { args, cwd } = JSON.parse(text) as { args: string[]; cwd: string };
      onSecond(args, cwd);
      connection.end();
    });
  });
  server.listen(socket);
  server.unref();
  return { held: true };
}

function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

function tell(socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket, () => {
      connection.end(JSON.stringify({ args: process.argv, cwd: process.cwd() }));
    });
    connection.on('error', reject);
    connection.on('close', () => resolve());
    connection.resume();
  });
}
