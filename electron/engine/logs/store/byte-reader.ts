/** Reads what a ByteWriter wrote, in the same order. */
export interface ByteReader {
  count: () => number;
  signed: () => number;
  text: () => string;
  part: () => Buffer;
}

/** @throws RangeError (while reading) where the bytes end early */
export function createByteReader(bytes: Uint8Array): ByteReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function count(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = buffer[at++];
      if (byte === undefined) throw new RangeError('the stored block ends early');
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  }

  function part(): Buffer {
    const length = count();
    if (at + length > buffer.length) throw new RangeError('the stored block ends early');
    at += length;
    return buffer.subarray(at - length, at);
  }

  return {
    count,
    signed() {
      const value = count();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text: () => part().toString(),
    part,
  };
}
