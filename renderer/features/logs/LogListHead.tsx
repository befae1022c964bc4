import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';
import { IconButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import type { LogView } from './log-view.ts';

interface Props {
  view: LogView;
  /** Records in the list so far. */
  shown: number;
  more: boolean;
  /** Null where the view does not follow the clock. */
  following: boolean | null;
  onFollow: () => void;
  onChange: (view: LogView) => void;
}

/** Level filter, what else narrows the list, and whether it follows. */
export function LogListHead({ view, shown, more, following, onFollow, onChange }: Props) {
  const { t } = useI18n();
  const chosen = view.level ?? 'trace';
  return (
    <div className="log-head">
      <div className="segments" role="group" aria-label={t.logs.level}>
        {LOG_LEVELS.map((level) => (
          <button
            key={level}
            type="button"
            className="segment is-level"
            aria-pressed={chosen === level}
            data-tip={level === 'trace' ? t.logs.allLevels : t.logs.orWorse(t.logs.levels[level])}
            onClick={() => onChange({ ...view, level: level === 'trace' ? null : level })}
          >
            {level === 'trace' ? null : <LevelIcon level={level} size={12} decorative />}
            {level === 'trace' ? t.logs.all : t.logs.levels[level]}
          </button>
        ))}
      </div>
      {view.group === null ? null : (
        <span className="chip">
          <Icon name="bug" size={12} />
          <span className="ellipsis">{t.logs.onlyGroup}</span>
          <IconButton
            icon="close"
            label={t.logs.dropGroup}
            onClick={() => onChange({ ...view, group: null })}
          />
        </span>
      )}
      <span className="log-count">{t.logs.shown(shown, more)}</span>
      {following === null ? null : (
        <button type="button" className="live-button" aria-pressed={following} onClick={onFollow}>
          <span className="live-dot" aria-hidden="true" />
          {following ? t.logs.live : t.logs.paused}
        </button>
      )}
    </div>
  );
}
