import { Link } from 'react-router';
import type { Noise } from '../../../../shared/contract/alert-schemas.ts';
import { Icon } from '../../../components/Icon.tsx';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { rulePath } from '../../paths.ts';

interface Props {
  noise: Noise;
  /** Popups of the noisiest rule; its bar is full. */
  top: number;
}

/** One rule's popups as a bar, those that were over at once set apart, and what would make fewer of them. */
export function NoiseRow({ noise, top }: Props) {
  const { t, f } = useI18n();
  const words = t.alerts.noise;
  const { rule, severity, popups, brief, perWeek, suggestion } = noise;
  const share = popups === 0 ? 0 : brief / popups;
  const width = (count: number) => `${(count / top) * 100}%`;
  return (
    <li className="noise-row">
      <SeverityIcon severity={severity} size={15} />
      <Link className="noise-rule ellipsis" to={rulePath(rule)}>
        {visibleLine(rule)}
      </Link>
      <div className="noise-bar" role="img" aria-label={words.bar(popups, brief)}>
        <span className="noise-part is-lasting" style={{ width: width(popups - brief) }} />
        <span className="noise-part is-brief" style={{ width: width(brief) }} />
      </div>
      <p className="noise-figures">
        <strong>{words.perWeek(f.rate(perWeek))}</strong>
        <span>{brief === 0 ? words.noneBrief : words.share(f.percent(Math.round(share * 100) / 100))}</span>
      </p>
      {suggestion ? (
        <div className="noise-suggestion">
          <Icon name="incident" />
          <p>
            {visibleLine(suggestion.text)}{' '}
            <code>
              {visibleLine(suggestion.key)}: {visibleLine(suggestion.value)}
            </code>{' '}
            <span className="noise-gain">{words.instead(suggestion.popups, popups)}</span>
          </p>
          <Link
            className="button is-plain is-small"
            to={rulePath(rule, suggestion)}
            aria-label={words.tryOf(visibleLine(rule))}
          >
            {words.try}
          </Link>
        </div>
      ) : null}
    </li>
  );
}
