/** One image of a container: a PNG file and the side of its square in pixels. */
export interface IconImage {
  size: number;
  png: Buffer;
}

/**
 * A Windows icon file with PNG images inside (understood since Windows Vista): a header of 6 bytes, an entry of
 * 16 bytes for each image, then the images. A side of 256 is written as 0.
 */
export function icoFile(images: readonly IconImage[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** The type codes under which an Apple icon file holds PNG images, by side in pixels. */
const ICNS_TYPES: readonly { type: string; size: number }[] = [
  { type: 'ic11', size: 32 },
  { type: 'ic12', size: 64 },
  { type: 'ic07', size: 128 },
  { type: 'ic13', size: 256 },
  { type: 'ic08', size: 256 },
  { type: 'ic14', size: 512 },
  { type: 'ic09', size: 512 },
  { type: 'ic10', size: 1024 },
];

/**
 * An Apple icon file: the magic `icns` and the total length, then for each image its type, its length with
 * these 8 bytes, and the PNG; all numbers big-endian. `draw` gives the PNG of a size.
 */
export function icnsFile(draw: (size: number) => Buffer): Buffer {
  const entries = ICNS_TYPES.map(({ type, size }) => {
    const png = draw(size);
    return Buffer.concat([icnsHeader(type, png.length), png]);
  });
  const body = Buffer.concat(entries);
  return Buffer.concat([icnsHeader('icns', body.length), body]);
}

function icnsHeader(type: string, length: number): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(length + 8, 4);
  return header;
}
