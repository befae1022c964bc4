import { useNavigate } from 'react-router';
import { Menu } from '../../components/Menu.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { useAlertCommands } from '../../state/alert-commands.ts';
import { whyPath } from '../paths.ts';
import { useAlertDialogs } from './dialogs/alert-dialogs.ts';

interface Props {
  subject: string;
  name: string;
  /** There is something to acknowledge. */
  ackable: boolean;
  /** With a word on its button. */
  worded?: boolean;
}

/** What can be done about the alerts of one subject. */
export function SubjectMenu({ subject, name, ackable, worded = false }: Props) {
  const { t } = useI18n();
  const commands = useAlertCommands();
  const dialogs = useAlertDialogs();
  const navigate = useNavigate();
  const items = [
    ...(ackable ? [{ label: t.alerts.ackMenu, run: () => dialogs.acknowledge(subject, name) }] : []),
    { label: t.alerts.snooze, run: () => commands.snooze(subject) },
    { label: t.alerts.silenceMenu, run: () => dialogs.silence({ monitor: [subject] }) },
    { label: t.alerts.whyMenu, run: () => void navigate(whyPath(subject)) },
  ];
  return worded ? (
    <Menu label={t.alerts.menuOf(visibleLine(name))} icon="bell" items={items}>
      {t.pages.alerts}
    </Menu>
  ) : (
    <Menu label={t.alerts.menuOf(visibleLine(name))} icon="more" items={items} />
  );
}
