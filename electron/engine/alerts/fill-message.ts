import { labelsOf, thresholdOf, valueOf } from './alert-values.ts';
import { fillTemplate } from '../../../shared/config/alerts/message.ts';
import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import { failing, type SubjectFacts } from './cause.ts';
import type { SpokenAlert } from './core/effects.ts';

/** What a message is about. */
export interface MessageSubject {
  rule: AlertRule;
  alert: SpokenAlert;
  facts: SubjectFacts;
  clockTime: (at: number) => string;
}

/** A rule's own words, with everything filled in. */
export function fillMessage(template: string, { rule, alert, facts, clockTime }: MessageSubject): string {
  return fillTemplate(template, (name) => {
    if (name.startsWith('labels.')) {
      const label = name.slice('labels.'.length);
      return labelsOf(rule, facts)[label] ?? '';
    }
    switch (name) {
      case 'monitor.id':
        return facts.subject;
      case 'monitor.name':
        return facts.name;
      case 'monitor.group':
        return facts.group ?? '';
      case 'rule.id':
        return rule.id;
      case 'severity':
        return alert.severity;
      case 'state':
        return facts.state;
      case 'value':
        return valueOf(rule, alert, facts);
      case 'threshold':
        return thresholdOf(rule);
      case 'components':
        return failing(facts)
          .map(({ path }) => path)
          .join(', ');
      case 'since':
        return clockTime(alert.since);
      case 'runbook':
        return rule.runbook ?? facts.runbook ?? '';
      default:
        return '';
    }
  });
}
