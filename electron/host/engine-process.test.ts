import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { configFolder } from '../../tests/fixtures/config-folder.ts';
import { runEngineProcess, type ParentMessagePort } from './engine-process.ts';
import { layoutAt } from './layout.ts';

type Listener = (event: { data: unknown; ports: ParentMessagePort[] }) => void;

it('says once why it cannot start, and leaves nobody waiting at a port', async () => {
  const folder = configFolder();
  writeFileSync(folder.path('file'), '');
  const told: unknown[] = [];
  const listeners = new Set<Listener>();
  const exit = vi.fn<(code: number) => void>();
  const close = vi.fn<() => void>();
  const port: ParentMessagePort = {
    postMessage: () => undefined,
    on: () => undefined,
    off: () => undefined,
    start: () => undefined,
    close,
  };
  runEngineProcess({
    parentPort: {
      postMessage: (message: unknown) => told.push(message),
      on: (event: string, listener: unknown) => event === 'message' && listeners.add(listener as Listener),
    },
    layout: layoutAt(pathToFileURL(path.resolve('electron/cli.ts')).href),
    env: {},
    platform: process.platform,
    home: folder.folder,
    exit,
  });
  const send = (data: unknown, ports: ParentMessagePort[] = []) =>
    listeners.forEach((listener) => listener({ data, ports }));
  send({ type: 'start', configFile: folder.file, dataDir: folder.path('file/below') });
  send({ type: 'attach' }, [port]);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1));
  expect(close).toHaveBeenCalledOnce();
  expect(told).toEqual([
    { type: 'refused', message: expect.stringContaining('cannot be the data directory') },
  ]);
});
