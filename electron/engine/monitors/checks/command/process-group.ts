import { execFile } from 'node:child_process';

/** A program that was started and everything it started in turn. */
export interface ProcessGroup {
  /** Whether any process of the group is left; a platform that cannot tell looks at the leader. */
  alive(): boolean;
  /** Asks all of it to end. */
  terminate(): void;
  /** Ends all of it. */
  kill(): void;
}

/** How a platform keeps a program and its offspring together. */
export interface ProcessGroups {
  /** Whether `spawn` is to make the program the leader of a group of its own. */
  detached: boolean;
  /** The group of a program that was started with `detached` as above. */
  of(leader: number): ProcessGroup;
}

/** Process groups of POSIX: one number stands for the leader and all that stayed with it, also after its end. */
export const posixGroups: ProcessGroups = {
  detached: true,
  of: (leader) => {
    const group = checkedId(leader);
    return {
      alive: () => signal(-group, 0),
      terminate: () => void signal(-group, 'SIGTERM'),
      kill: () => void signal(-group, 'SIGKILL'),
    };
  },
};

/** Runs a program of the system and does not wait for it. */
export type RunTool = (program: string, args: string[]) => void;

/** Windows knows no groups; `taskkill /T` follows the tree of parents and children. */
export function windowsGroups(run: RunTool = runQuietly): ProcessGroups {
  return {
    detached: false,
    of: (leader) => {
      const id = String(checkedId(leader));
      return {
        alive: () => signal(leader, 0),
        terminate: () => run('taskkill', ['/PID', id, '/T']),
        kill: () => run('taskkill', ['/PID', id, '/T', '/F']),
      };
    },
  };
}

/** What this machine has. */
export function machineGroups(platform: NodeJS.Platform = process.platform): ProcessGroups {
  return platform === 'win32' ? windowsGroups() : posixGroups;
}

/** 0 and -1 would mean Watchpost's own group and every process there is; 1 is the system's first process. */
function checkedId(leader: number): number {
  if (!Number.isSafeInteger(leader) || leader <= 1)
    throw new RangeError(`${leader} is no id of a started program`);
  return leader;
}

/** False where nothing is left to be signalled. A process that belongs to another user counts as left. */
function signal(id: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(id, name);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function runQuietly(program: string, args: string[]): void {
  // What taskkill says does not matter: whether the group has ended is looked at apart.
  execFile(program, args, { windowsHide: true }, () => {});
}
