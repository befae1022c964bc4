import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../../scripts/sources.ts';
import type { Control, ControlName } from '../../../fakes/electron-host/protocol.ts';
import { launchElectron } from './launch-electron.ts';
import { launchStandIn } from './launch-stand-in.ts';

type Asynchronous<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;

/** How main ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A running desktop shell in the hands of a spec. */
export type Desktop = { [N in Exclude<ControlName, 'callBridge'>]: Asynchronous<Control[N]> } & {
  callBridge: Control['callBridge'];
  /** Process id of main. */
  pid: number;
  exit: Promise<Exit>;
  /** What main and its engine wrote to stdout and stderr so far. */
  output(): string;
};

export interface Start {
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** Where a real Electron is, or null: nothing is downloaded for a spec. */
function electronProgram(): string | null {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return null;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules/electron/dist');
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  };
  const program = path.join(folder, names[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

const program = electronProgram();

/** Which of the two the specs run on; part of every suite's title, so that no report can hide it. */
export const RUNTIME = program ? 'on the Electron runtime' : 'on the stand-in for Electron';

export const launch = (start: Start): Promise<Desktop> =>
  program ? launchElectron(program, start) : launchStandIn(start);
