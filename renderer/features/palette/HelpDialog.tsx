import { Dialog } from '../../components/Dialog.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { commandKey } from '../../lib/command-key.ts';
import { pages } from '../pages.ts';

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useI18n();
  const toPages = pages.flatMap(({ shortcut, title }) =>
    shortcut ? [{ keys: shortcut, does: t.help.goTo(title(t)) }] : [],
  );
  const sections = [
    {
      title: t.help.everywhere,
      entries: [
        { keys: `${commandKey()}K`, does: t.help.palette },
        { keys: '/', does: t.help.filter },
        { keys: '?', does: t.help.help },
        { keys: 'Esc', does: t.help.escape },
        ...toPages,
      ],
    },
    {
      title: t.help.inLists,
      entries: [
        { keys: 'j k', does: t.help.move },
        { keys: 'Enter', does: t.help.open },
        { keys: 'c', does: t.help.check },
      ],
    },
    {
      title: t.help.inLogs,
      entries: [{ keys: 'f', does: t.help.follow }],
    },
    {
      title: t.help.inErrors,
      entries: [
        { keys: 'x', does: t.help.choose },
        { keys: 'e', does: t.help.resolve },
        { keys: 'i', does: t.help.ignore },
        { keys: 'u', does: t.help.undo },
      ],
    },
    {
      title: t.help.inCharts,
      entries: [
        { keys: '← →', does: t.help.chartMove },
        { keys: 'Shift ← →', does: t.help.chartSelect },
        { keys: 'Enter', does: t.help.chartZoom },
      ],
    },
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t.help.title}>
      <div className="help">
        {sections.map(({ title, entries }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {entries.map(({ keys, does }) => (
                <div key={keys + does} className="help-entry">
                  <dt>{does}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
