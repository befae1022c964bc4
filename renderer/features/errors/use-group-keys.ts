import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { isTyping } from '../../lib/typing.ts';
import type { GroupCommands } from './use-group-commands.ts';

interface Keys {
  list: RefObject<HTMLElement | null>;
  groups: readonly ErrorGroup[];
  picked: readonly ErrorGroup[];
  toggle: (id: string) => void;
  clear: () => void;
  commands: GroupCommands;
}

/**
 * `j` and `k` move, `x` chooses, `e` resolves and `i` ignores what is chosen or else the focused row, `u` takes the
 * last of these back, Escape chooses none. Enter opens by itself, because a title is a link.
 */
export function useGroupKeys(keys: Keys): void {
  const latest = useRef(keys);
  // Before the paint, so that keys always move over what is seen.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { list, groups, picked, toggle, clear, commands } = latest.current;
      const box = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
      if (isTyping(event.target) && !box) return;
      const focused = document.activeElement?.closest<HTMLElement>('[data-group]')?.dataset.group;
      const current = groups.findIndex(({ id }) => id === focused);
      const meant = picked.length > 0 ? picked : groups.slice(current, current + 1);
      const set = (state: 'resolved' | 'ignored') => {
        if (picked.length === 0 && current < 0) return;
        commands.set(meant, state);
        clear();
      };
      if (event.key === 'x' && focused !== undefined) toggle(focused);
      else if (event.key === 'e') set('resolved');
      else if (event.key === 'i') set('ignored');
      else if (event.key === 'u') commands.undo();
      else if (event.key === 'Escape' && picked.length > 0) clear();
      else {
        const step = stepOf(event.key, focused !== undefined);
        if (step === 0) return;
        const next = groups[current < 0 ? 0 : current + step];
        const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
        links.find(({ dataset }) => dataset.row === next?.id)?.focus();
        event.preventDefault();
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function stepOf(key: string, hasFocus: boolean): -1 | 0 | 1 {
  if (key === 'j' || (hasFocus && key === 'ArrowDown')) return 1;
  if (key === 'k' || (hasFocus && key === 'ArrowUp')) return -1;
  return 0;
}
