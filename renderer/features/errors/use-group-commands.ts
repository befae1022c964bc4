import { useMemo } from 'react';
import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';

type Group = Pick<ErrorGroup, 'id' | 'state'>;
type Wanted = 'open' | 'resolved' | 'ignored';

/** What can be done with error groups; each is said in a toast that takes it back. */
export interface GroupCommands {
  set(groups: readonly Group[], state: Wanted): void;
  merge(into: Group, groups: readonly Group[]): void;
  split(id: string, from: string): void;
  /** Takes back what was done last, once. */
  undo(): void;
}

/** @param changed told when the engine has done it */
export function useGroupCommands(changed: () => void): GroupCommands {
  const { api, toasts } = useServices();
  const { t } = useI18n();
  return useMemo(() => {
    let last: (() => void) | null = null;

    function run(work: Promise<unknown>, text: string | null, back: (() => void) | null): void {
      work.then(
        () => {
          last = back && once(back);
          changed();
          if (text !== null)
            toasts.show('info', text, last ? { label: t.errorGroups.undo, run: last } : undefined);
        },
        (error: unknown) =>
          toasts.show(
            'problem',
            t.shell.commandFailed(error instanceof Error ? error.message : String(error)),
          ),
      );
    }

    /** Back to what each group was; `regressed` is open as far as a person can say. */
    function restore(groups: readonly Group[]): void {
      for (const state of ['open', 'resolved', 'ignored'] as const) {
        const ids = groups.filter((group) => wantedOf(group.state) === state).map(({ id }) => id);
        if (ids.length > 0) run(api.call('setErrorGroups', { ids, state }), null, null);
      }
    }

    return {
      set(groups, state) {
        const ids = groups.map(({ id }) => id);
        if (ids.length === 0) return;
        const text = t.errorGroups.done[state](ids.length);
        run(api.call('setErrorGroups', { ids, state }), text, () => restore(groups));
      },
      merge(into, groups) {
        const ids = groups.map(({ id }) => id).filter((id) => id !== into.id);
        if (ids.length === 0) return;
        run(
          api.call('mergeErrorGroups', { into: into.id, ids }),
          t.errorGroups.done.merged(ids.length + 1),
          () => {
            for (const id of ids) run(api.call('splitErrorGroup', { id }), null, null);
          },
        );
      },
      split(id, from) {
        run(api.call('splitErrorGroup', { id }), t.errorGroups.done.split, () =>
          run(api.call('mergeErrorGroups', { into: from, ids: [id] }), null, null),
        );
      },
      undo: () => last?.(),
    };
  }, [api, toasts, t, changed]);
}

function wantedOf(state: ErrorGroup['state']): Wanted {
  return state === 'regressed' ? 'open' : state;
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
