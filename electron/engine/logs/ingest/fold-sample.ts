/** What two records are told apart by before their lines are compared: two numbers of 32 bits. */
export interface FoldSample {
  look: number;
  check: number;
}

/** Bytes that each of the two takes of a text. */
const SAMPLE = 12;
const PRIME = 0x0100_0193;

/** The sample of a record's lines and of the time that it states, 0 where it states none. */
export function sampleOf(raw: string, time: number, into: FoldSample): void {
  const bytes = Buffer.from(raw);
  sampleOfBytes(bytes, 0, bytes.length, time, into);
}

/**
 * The same of lines that stand in `bytes`, in UTF-8, from `from` up to `to`. Of long lines only some bytes are looked at,
 * by each of the two others.
 */
export function sampleOfBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
  time: number,
  into: FoldSample,
): void {
  const length = to - from;
  const step = Math.max(1, Math.floor(length / SAMPLE));
  let look = Math.imul(length ^ (time & -1), PRIME);
  // From the end, where requests differ.
  for (let at = to - 1; at >= from; at -= step) look = Math.imul(look ^ (bytes[at] ?? 0), PRIME);
  let check = length;
  for (let at = to - 1 - (step >>> 1); at >= from; at -= step)
    check = Math.imul(check ^ (bytes[at] ?? 0), PRIME);
  into.look = look;
  into.check = check;
}
