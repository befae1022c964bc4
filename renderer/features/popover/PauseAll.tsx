import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { untilTomorrow } from '../../lib/until-tomorrow.ts';
import { useCommands } from '../../state/commands.ts';

const MINUTE = 60_000;

/** Pauses all monitors for a while, or resumes them. */
export function PauseAll({ paused }: { paused: boolean }) {
  const { t } = useI18n();
  const commands = useCommands();
  if (paused) {
    return (
      <Button icon="play" onClick={() => commands.resume(null)}>
        {t.shell.resume}
      </Button>
    );
  }
  return (
    <Menu
      label={t.monitor.pause}
      icon="pause"
      items={[
        { label: t.monitor.pause30, run: () => commands.pause(null, 30 * MINUTE) },
        { label: t.monitor.pause1h, run: () => commands.pause(null, 60 * MINUTE) },
        { label: t.monitor.pauseTomorrow, run: () => commands.pause(null, untilTomorrow(Date.now())) },
        { label: t.monitor.pauseOpen, run: () => commands.pause(null, null) },
      ]}
    >
      {t.monitor.pause}
    </Menu>
  );
}
