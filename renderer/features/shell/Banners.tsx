import { Button } from '../../components/Button.tsx';
import { usePoint } from '../../components/use-point.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLater } from '../../lib/use-later.ts';
import { useCommands } from '../../state/commands.ts';
import { useLive } from '../../state/services.tsx';
import { Banner } from './Banner.tsx';
import { useNoTrayNotice } from './use-no-tray-notice.ts';

/** A connection that takes no longer is not worth a word. */
const SLOW_MS = 1500;

/** What must be known about Watchpost itself before anything below is believed. */
export function Banners() {
  const { t, f } = useI18n();
  const commands = useCommands();
  const connection = useLive((live) => live.connection);
  const knownAt = useLive((live) => live.knownAt);
  const instance = useLive((live) => live.instance);
  const slow = useLater(SLOW_MS);
  const pausedUntil = usePoint(instance?.paused?.until ?? null);
  const problems = instance?.configProblems ?? [];
  const noTray = useNoTrayNotice();
  return (
    <section className="banners" aria-label={t.shell.notices}>
      {connection === 'lost' ? (
        <Banner tone="critical" icon="warning">
          {t.shell.lost(knownAt === null ? t.common.noValue : f.clock(knownAt))}{' '}
          <span className="banner-hint">{t.shell.connectHint}</span>
        </Banner>
      ) : null}
      {connection === 'connecting' && slow ? (
        <Banner tone="info" icon="refresh">
          {t.shell.connecting} <span className="banner-hint">{t.shell.connectHint}</span>
        </Banner>
      ) : null}
      {problems.length > 0 ? (
        <Banner tone={instance?.configInvalid ? 'critical' : 'warning'} icon="warning">
          {instance?.configInvalid ? t.shell.configNone : t.shell.configRunning}
          <ul className="problems">
            {problems.map(({ file, line, column, path, message }) => (
              <li key={`${file}:${line}:${column}${message}`}>
                <code>
                  {file.split(/[\\/]/).at(-1)}:{line}:{column}
                </code>{' '}
                {path ? <strong>{path}</strong> : null} {message}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {noTray === null ? null : (
        <Banner tone="info" icon="bell" action={<Button onClick={noTray.dismiss}>{t.common.close}</Button>}>
          {noTray.text}
        </Banner>
      )}
      {instance?.notices.map(({ id, severity, text }) => (
        <Banner key={id} tone={severity} icon={severity === 'info' ? 'bell' : 'warning'}>
          {text}
        </Banner>
      ))}
      {instance?.paused ? (
        <Banner
          tone="info"
          icon="pause"
          action={<Button onClick={() => commands.resume(null)}>{t.shell.resume}</Button>}
        >
          {instance.paused.until === null ? t.shell.paused : t.shell.pausedUntil(pausedUntil ?? '')}
        </Banner>
      ) : null}
      {instance?.demo ? (
        <Banner
          tone="info"
          icon="play"
          action={<Button onClick={() => commands.replayDemo()}>{t.shell.replay}</Button>}
        >
          {t.shell.demo}
        </Banner>
      ) : null}
    </section>
  );
}
