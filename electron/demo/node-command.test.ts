import { describe, expect, it } from 'vitest';
import { nodeCommand } from './node-command.ts';

const script = ['/app/out/demo.js', 'monitor'];

describe('the command of the demo', () => {
  it('is Node and the script under Node', () => {
    const argv = nodeCommand({ execPath: '/usr/bin/node', platform: 'linux', electron: false }, script);
    expect(argv).toEqual(['/usr/bin/node', '/app/out/demo.js', 'monitor']);
  });

  it('tells Electron to be Node', () => {
    const argv = nodeCommand({ execPath: '/opt/watchpost', platform: 'linux', electron: true }, script);
    expect(argv).toEqual(['/usr/bin/env', 'ELECTRON_RUN_AS_NODE=1', '/opt/watchpost', ...script]);
    const windows = nodeCommand(
      { execPath: String.raw`C:\w.exe`, platform: 'win32', electron: true },
      script,
    );
    expect(windows.slice(0, 5)).toEqual(['cmd.exe', '/d', '/c', 'set', 'ELECTRON_RUN_AS_NODE=1&&']);
  });
});
