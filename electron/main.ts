/** Electron's entry: composition root, nothing else. */
import path from 'node:path';
import { runDesktopApp } from './shell/desktop-app.ts';
import { placesOfArguments } from './shell/places.ts';

const out = import.meta.dirname;

runDesktopApp(
  {
    engineEntry: path.join(out, 'engine-process.js'),
    preload: path.join(out, 'preload.cjs'),
    rendererDir: path.join(out, 'renderer'),
    resourcesDir: path.join(out, '..', 'resources'),
  },
  placesOfArguments(process.argv, process.env['INIT_CWD'] ?? process.cwd()),
);
