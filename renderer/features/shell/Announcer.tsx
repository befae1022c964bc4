import { useEffect, useRef, useState } from 'react';
import type { State } from '../../../shared/domain/state.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';

/** Beyond this many at once a list is noise; the headline tells the rest. */
const MOST_AT_ONCE = 3;

/** Says changes of state to those who do not see them. */
export function Announcer() {
  const { live } = useServices();
  const { t } = useI18n();
  const known = useRef<ReadonlyMap<string, State> | null>(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    function look(): void {
      const { instance, monitors } = live.get();
      if (!instance) return;
      const before = known.current;
      const changed = [...monitors.values()].filter(
        ({ id, state }) => before?.has(id) && before.get(id) !== state,
      );
      if (before === null || changed.length > 0 || before.size !== monitors.size) {
        known.current = new Map([...monitors.values()].map(({ id, state }) => [id, state]));
      }
      if (changed.length === 0) return;
      const shown = changed.slice(0, MOST_AT_ONCE);
      setSaid(shown.map(({ name, state }) => t.shell.announce(name, t.states[state])).join(' '));
    }
    look();
    return live.subscribe(look);
  }, [live, t]);

  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-announcer>
      {said}
    </div>
  );
}
