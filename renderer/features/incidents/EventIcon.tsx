import { STATES } from '../../../shared/domain/state.ts';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';

const ICONS: Readonly<Record<string, IconName>> = {
  fired: 'incident',
  resolved: 'check',
  evidence: 'quote',
  notification: 'bell',
  held: 'hold',
  silenced: 'bellOff',
  ack: 'person',
  note: 'note',
  mark: 'flag',
  deploy: 'flag',
  restart: 'refresh',
  pause: 'pause',
  error: 'bug',
  alert: 'incident',
};

/** What kind of thing happened; changes of state show the state that is named last. */
export function EventIcon({ kind, text }: { kind: string; text: string }) {
  if (kind === 'state' || kind === 'component') {
    const state = text.split(/[^a-z]+/).findLast((word) => STATES.some((name) => name === word));
    const shape = STATES.find((name) => name === state);
    if (shape) return <StateIcon shape={shape} size={13} decorative />;
  }
  return <Icon name={Object.hasOwn(ICONS, kind) ? (ICONS[kind] ?? 'activity') : 'activity'} size={13} />;
}
