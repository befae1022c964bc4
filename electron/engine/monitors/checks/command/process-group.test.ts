import { describe, expect, it } from 'vitest';
import { machineGroups, posixGroups, windowsGroups } from './process-group.ts';

describe('a process group', () => {
  it.each([0, 1, -1, 1.5, Number.NaN])('is never that of the id %d', (id) => {
    expect(() => posixGroups.of(id)).toThrow('is no id of a started program');
    expect(() => windowsGroups(() => {}).of(id)).toThrow('is no id of a started program');
  });

  it('follows the tree of processes on Windows', () => {
    const calls: string[] = [];
    const group = windowsGroups((program, args) => calls.push([program, ...args].join(' '))).of(4711);
    group.terminate();
    group.kill();
    expect(calls).toEqual(['taskkill /PID 4711 /T', 'taskkill /PID 4711 /T /F']);
  });

  it('is chosen by platform', () => {
    expect(machineGroups('win32').detached).toBe(false);
    expect(machineGroups('linux')).toBe(posixGroups);
  });
});
