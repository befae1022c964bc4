import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { untilTomorrow } from '../../lib/until-tomorrow.ts';
import { SubjectMenu } from '../alerts/SubjectMenu.tsx';
import { useCommands } from '../../state/commands.ts';

const MINUTE = 60_000;

export function MonitorActions({ monitor }: { monitor: MonitorStatus }) {
  const { t } = useI18n();
  const commands = useCommands();
  const ids = [monitor.id];
  return (
    <div className="monitor-actions">
      <SubjectMenu subject={monitor.id} name={monitor.name} ackable={monitor.state !== 'healthy'} worded />
      <Button icon="refresh" onClick={() => commands.checkNow(ids)}>
        {t.monitor.checkNow}
      </Button>
      {monitor.paused ? (
        <Button icon="play" look="solid" onClick={() => commands.resume(ids)}>
          {t.monitor.resume}
        </Button>
      ) : (
        <Menu
          label={t.monitor.pauseFor}
          icon="pause"
          items={[
            { label: t.monitor.pause30, run: () => commands.pause(ids, 30 * MINUTE) },
            { label: t.monitor.pause1h, run: () => commands.pause(ids, 60 * MINUTE) },
            { label: t.monitor.pauseTomorrow, run: () => commands.pause(ids, untilTomorrow(Date.now())) },
            { label: t.monitor.pauseOpen, run: () => commands.pause(ids, null) },
          ]}
        >
          {t.monitor.pause}
        </Menu>
      )}
    </div>
  );
}
