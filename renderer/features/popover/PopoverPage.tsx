import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { causeOf } from '../../../shared/domain/cause.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useCommands } from '../../state/commands.ts';
import { useApi, useLive } from '../../state/services.tsx';
import { CauseLine } from '../overview/CauseLine.tsx';
import { Headline } from '../overview/Headline.tsx';
import { monitorPath } from '../paths.ts';
import { PauseAll } from './PauseAll.tsx';
import { mostUrgent } from './most-urgent.ts';

/** As many as the small window shows without scrolling. */
const MOST = 5;

/** The small window of the tray icon: how things stand in one sentence, what is wrong, and the way to the rest. */
export function PopoverPage() {
  const { t, f } = useI18n();
  const commands = useCommands();
  const open = useOpenPage();
  const instance = useLive((live) => live.instance);
  const monitors = useLive((live) => live.monitors);
  const lost = useLive((live) => live.connection === 'lost');
  const knownAt = useLive((live) => live.knownAt);
  const problems = useMemo(() => mostUrgent(monitors.values()), [monitors]);
  return (
    <main className="popover">
      <title>{`${t.popover.title} · Watchpost`}</title>
      {lost ? (
        <p className="popover-lost" role="alert">
          {t.shell.lost(knownAt === null ? t.common.noValue : f.clock(knownAt))}
        </p>
      ) : null}
      {instance ? <Headline instance={instance} monitors={monitors} /> : <Skeleton height={56} />}
      <ul className="popover-problems" aria-label={t.popover.problems}>
        {problems.slice(0, MOST).map((monitor) => (
          <li key={monitor.id}>
            <button type="button" className="popover-problem" onClick={() => open(monitorPath(monitor.id))}>
              <StateIcon shape={shapeOf(monitor)} />
              <span className="popover-name">{monitor.name}</span>
            </button>
            <CauseLine monitor={monitor} cause={causeOf(monitor, monitors)} />
          </li>
        ))}
        {problems.length > MOST ? <li>{t.popover.more(problems.length - MOST)}</li> : null}
      </ul>
      <footer className="popover-foot">
        <Button look="solid" onClick={() => open('/')}>
          {t.popover.open}
        </Button>
        <IconButton icon="refresh" label={t.palette.checkAll} onClick={() => commands.checkNow(null)} />
        {instance ? <PauseAll paused={instance.paused !== null} /> : null}
      </footer>
    </main>
  );
}

/** Opens a page in the real window where the host has one, else here. */
function useOpenPage(): (path: string) => void {
  const api = useApi();
  const navigate = useNavigate();
  return (path) => {
    api.call('showWindow', { path }).then(
      ({ url }) => url !== null && void navigate(path),
      () => void navigate(path),
    );
  };
}
