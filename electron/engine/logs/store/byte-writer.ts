/** Below it a whole number and its doubled form are exact. */
const LIMIT = 2 ** 52;

/** Writes whole numbers as varints (7 bits a byte, lowest first) and texts with their length before them. */
export interface ByteWriter {
  /** A whole number from 0 up. */
  count(value: number): void;
  /** A whole number of either sign, small ones in few bytes. */
  signed(value: number): void;
  text(value: string): void;
  /** Another writer's bytes with their length before them. */
  part(bytes: Uint8Array): void;
  bytes(): Uint8Array;
}

/** @throws RangeError (while writing) for what is no whole number below 2^52 */
export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafe(256);
  let length = 0;

  function reserve(more: number): void {
    if (length + more <= buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + more));
    buffer.copy(grown, 0, 0, length);
    buffer = grown;
  }

  function count(value: number): void {
    if (value < 0) throw notWhole(value);
    add(value);
  }

  function add(value: number): void {
    if (!Number.isInteger(value) || value >= LIMIT * 2) throw notWhole(value);
    reserve(8);
    let rest = value;
    while (rest >= 128) {
      buffer[length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    buffer[length++] = rest;
  }

  function part(bytes: Uint8Array): void {
    count(bytes.length);
    reserve(bytes.length);
    buffer.set(bytes, length);
    length += bytes.length;
  }

  return {
    count,
    signed(value) {
      if (!Number.isInteger(value)) throw notWhole(value);
      add(value < 0 ? -2 * value - 1 : 2 * value);
    },
    text: (value) => part(Buffer.from(value)),
    part,
    bytes: () => buffer.subarray(0, length),
  };
}

function notWhole(value: number): RangeError {
  return new RangeError(`${value} cannot be stored: it is no whole number below 2^52`);
}
