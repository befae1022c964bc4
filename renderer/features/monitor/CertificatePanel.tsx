import type { Certificate } from '../../../shared/domain/check-result.ts';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useNow } from '../../state/services.tsx';

const DAY = 86_400_000;
/** Fewer days than these are worth a colour. */
const SOON = { degraded: 21, unhealthy: 7 };

/** The certificate that was seen last, with the days it has left. */
export function CertificatePanel({ certificate }: { certificate: Certificate | null }) {
  const { t, f } = useI18n();
  const days = useNow((now) => Math.floor(((certificate?.validTo ?? now) - now) / DAY));
  if (!certificate) return null;
  const tone = days < SOON.unhealthy ? 'unhealthy' : days < SOON.degraded ? 'degraded' : 'calm';
  return (
    <Panel
      title={t.monitor.certificate}
      aside={
        <strong className={`word is-${tone}`}>
          {days < 0 ? t.monitor.expired : t.monitor.daysLeft(days)}
        </strong>
      }
    >
      <dl className="fact-list">
        <div>
          <dt>{t.monitor.subject}</dt>
          <dd>{certificate.subject}</dd>
        </div>
        <div>
          <dt>{t.monitor.issuer}</dt>
          <dd>{certificate.issuer}</dd>
        </div>
        <div>
          <dt>{t.monitor.validTo}</dt>
          <dd>{f.dateTime(certificate.validTo)}</dd>
        </div>
      </dl>
      {certificate.problem === null ? null : <code className="evidence">{certificate.problem}</code>}
    </Panel>
  );
}
