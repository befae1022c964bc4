import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../engine/ports.ts';

export interface Pm2Log {
  /** What the process printed to stdout; may span lines. */
  out(text: string): void;
  /** What the process printed to stderr; may span lines. */
  error(text: string): void;
}

const KEPT_FILES = 2;

/**
 * The three files pm2 keeps of a process: `out.log`, `error.log` and `combined.log`. Each chunk has the prefix
 * `YYYY-MM-DD HH:mm:ss Z: ` once, so that the further lines of a stack stand without it. A file over `maxBytes`
 * is renamed to `…-1.log`, and that one to `…-2.log`.
 */
export function pm2Log(dir: string, clock: Clock, maxBytes: number): Pm2Log {
  mkdirSync(dir, { recursive: true });
  for (const name of ['out', 'error', 'combined']) appendFileSync(join(dir, `${name}.log`), '');
  const write = (stream: 'out' | 'error', text: string): void => {
    const chunk = `${pm2Prefix(clock.now())}${text}\n`;
    for (const name of [stream, 'combined']) {
      rotate(dir, name, maxBytes);
      appendFileSync(join(dir, `${name}.log`), chunk);
    }
  };
  return { out: (text) => write('out', text), error: (text) => write('error', text) };
}

function rotate(dir: string, name: string, maxBytes: number): void {
  const size = statSync(join(dir, `${name}.log`), { throwIfNoEntry: false })?.size ?? 0;
  if (size < maxBytes) return;
  for (let number = KEPT_FILES; number >= 1; number -= 1) {
    const from = join(dir, number === 1 ? `${name}.log` : `${name}-${number - 1}.log`);
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, join(dir, `${name}-${number}.log`));
  }
}

/** `2026-07-04 12:00:00 +02:00: `: local time and the machine's offset at that time. */
export function pm2Prefix(now: number): string {
  const time = new Date(now);
  const offset = -time.getTimezoneOffset();
  const local = new Date(now + offset * 60_000).toISOString();
  const absolute = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${zone}: `;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
