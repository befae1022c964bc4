import { useCallback } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useServices } from '../../state/services.tsx';
import { incidentMarkdown } from './incident-markdown.ts';

/** The document of an incident in the language and time zone of the window; null where there is no incident. */
export function useIncidentMarkdown(detail: CallOutput<'incident'> | null): () => string | null {
  const { t, f } = useI18n();
  const { ticker } = useServices();
  return useCallback(() => {
    const incident = detail?.incident;
    if (!detail || !incident) return null;
    const { facts, states, kinds, soFar, timeline, elsewhere } = t.incidents;
    return incidentMarkdown(
      { ...detail, incident },
      { now: ticker.now(), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
      { ...facts, states, kinds, soFar, timeline, elsewhere, severities: t.alerts.severities },
      { dateTime: f.dateTime, clock: f.clock, duration: f.rough },
    );
  }, [detail, t, f, ticker]);
}
