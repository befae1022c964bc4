import { connect, type Socket } from 'node:net';
import { x11Credentials, type X11Credentials } from './x11-authority.ts';

/**
 * Asks the X server of DISPLAY whether somebody owns a selection, which no common command line tool tells. Three
 * requests of the core protocol: set-up, InternAtom and GetSelectionOwner.
 * https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html#Encoding
 * @returns false also where there is no X server, it refuses us, or it does not answer in time
 */
export function hasSelectionOwner(
  selection: string,
  env: NodeJS.ProcessEnv,
  withinMs: number,
): Promise<boolean> {
  const display = /^(?:unix)?:(\d+)(?:\.\d+)?$/u.exec(env['DISPLAY'] ?? '')?.[1];
  if (display === undefined) return Promise.resolve(false);
  const socket = connect(`/tmp/.X11-unix/X${display}`);
  const asked = ask(socket, selection, x11Credentials(display, env)).catch(() => false);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, withinMs, false);
  });
  return Promise.race([asked, late]).finally(() => {
    clearTimeout(timer);
    socket.destroy();
  });
}

async function ask(socket: Socket, selection: string, credentials: X11Credentials): Promise<boolean> {
  const read = reader(socket);
  socket.write(setUp(credentials));
  const welcome = await read(8);
  if (welcome.readUInt8(0) !== 1) return false;
  await read(welcome.readUInt16LE(6) * 4);

  socket.write(internAtom(selection));
  const atom = (await read(32)).readUInt32LE(8);
  // No atom means that nobody has ever spoken of this selection.
  if (atom === 0) return false;

  socket.write(getSelectionOwner(atom));
  const owner = (await read(32)).readUInt32LE(8);
  return owner !== 0;
}

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function setUp({ name, data }: X11Credentials): Buffer {
  const head = Buffer.alloc(12);
  head.write('l', 0, 'latin1');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(Buffer.byteLength(name), 6);
  head.writeUInt16LE(data.length, 8);
  return Buffer.concat([head, padded(Buffer.from(name, 'latin1')), padded(data)]);
}

/** With only-if-exists set. */
function internAtom(name: string): Buffer {
  const head = Buffer.alloc(8);
  const text = padded(Buffer.from(name, 'latin1'));
  head.writeUInt8(16, 0);
  head.writeUInt8(1, 1);
  head.writeUInt16LE(2 + text.length / 4, 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, text]);
}

function getSelectionOwner(atom: number): Buffer {
  const request = Buffer.alloc(8);
  request.writeUInt8(23, 0);
  request.writeUInt16LE(2, 2);
  request.writeUInt32LE(atom, 4);
  return request;
}

/** Reads exact lengths off the socket; rejects when it ends first. */
function reader(socket: Socket): (length: number) => Promise<Buffer> {
  let held = Buffer.alloc(0);
  let wanted: (() => void) | null = null;
  let failed: Error | null = null;
  const fail = (error: Error) => {
    failed = error;
    wanted?.();
  };
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wanted?.();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The X server closed the connection.')));
  return async (length) => {
    while (held.length < length) {
      if (failed) throw failed;
      await new Promise<void>((resolve) => {
        wanted = resolve;
      });
    }
    const bytes = held.subarray(0, length);
    held = held.subarray(length);
    return bytes;
  };
}
