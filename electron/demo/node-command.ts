/** Where a Node script runs. */
export interface NodeRuntime {
  execPath: string;
  platform: NodeJS.Platform;
  /** True where `execPath` is Electron, which runs a script only when its environment says so. */
  electron: boolean;
}

/** The argv that runs a Node script without a shell's quoting getting in the way. */
export function nodeCommand(
  { execPath, platform, electron }: NodeRuntime,
  script: readonly string[],
): string[] {
  if (!electron) return [execPath, ...script];
  if (platform === 'win32') {
    return ['cmd.exe', '/d', '/c', 'set', 'ELECTRON_RUN_AS_NODE=1&&', execPath, ...script];
  }
  return ['/usr/bin/env', 'ELECTRON_RUN_AS_NODE=1', execPath, ...script];
}
