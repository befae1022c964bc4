import { useId, useState } from 'react';
import { Icon } from '../../../components/Icon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { AlertRow } from './AlertRow.tsx';
import type { NowGroups } from './now-groups.ts';

/** Up to this many are shown without being asked for. */
const FEW = 2;
const NAMED = 4;

/** Alerts that one thing holds; many are folded into a line that counts them. */
export function HeldGroup({ group }: { group: NowGroups['held'][number] }) {
  const { t } = useI18n();
  const id = useId();
  const [open, setOpen] = useState(group.alerts.length <= FEW);
  const names = group.alerts.slice(0, NAMED).map(({ name }) => visibleLine(name));
  const more = group.alerts.length - names.length;
  return (
    <div className="held-group">
      <button
        type="button"
        className="held-head"
        data-row={group.reason}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'down' : 'chevron'} size={12} />
        <Icon name="hold" />
        <strong>{t.alerts.now.heldBy(group.alerts.length, visibleLine(group.reason))}</strong>
        <span className="ellipsis">
          {open ? '' : names.join(', ')}
          {open || more <= 0 ? '' : ` ${t.overview.more(more)}`}
        </span>
      </button>
      <ul id={id} hidden={!open}>
        {open
          ? group.alerts.map((alert) => <AlertRow key={`${alert.subject} ${alert.rule}`} alert={alert} />)
          : null}
      </ul>
    </div>
  );
}
