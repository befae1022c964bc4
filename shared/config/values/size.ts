import { leaf, Mismatch } from '../leaf.ts';

const BYTES: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

const SHAPE = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB|KiB|MiB|GiB)$/;

/** Bytes of `1MB` (decimal) or `64MiB` (binary), rounded to whole bytes; null where it is no such text. */
export function parseSize(text: string): number | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const bytes = Math.round(Number(match[1]) * (BYTES[match[2] ?? ''] ?? Number.NaN));
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** The text with the largest unit that `parseSize` reads back as exactly `bytes`. */
export function formatSize(bytes: number): string {
  const unit = ['GiB', 'GB', 'MiB', 'MB', 'KiB', 'kB'].find((name) => {
    const size = BYTES[name] ?? 0;
    return bytes >= size && bytes % size === 0;
  });
  return unit === undefined ? `${bytes}B` : `${bytes / (BYTES[unit] ?? 1)}${unit}`;
}

/** A size field, in bytes. */
export const size = leaf('a size such as "1MB"', (scalar) => {
  if (!scalar.blank && /^\d+(\.\d+)?$/.test(scalar.text)) {
    return new Mismatch('a bare number is no size, write 1MB (units: B, kB, MB, GB, KiB, MiB, GiB)');
  }
  return parseSize(scalar.text) ?? undefined;
});
