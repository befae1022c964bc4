import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { inactiveAlert, nextAlertDue, stepAlert, type AlertTransition } from './alert.ts';
import type { SavedAlert } from './alert-store.ts';
import { evaluateRule, type Rule } from './rules.ts';

/** What one evaluation changed. */
export interface AlertChange {
  rule: Rule;
  subject: string;
  transition: AlertTransition;
}

/** Every rule's alert for every subject. */
export class AlertBook {
  readonly #rules: readonly Rule[];
  readonly #alerts = new Map<string, SavedAlert>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  restore(saved: readonly SavedAlert[]): void {
    for (const one of saved) this.#alerts.set(key(one.rule, one.subject), one);
  }

  /** What is worth keeping over a restart. */
  active(): SavedAlert[] {
    return [...this.#alerts.values()].filter(({ alert }) => alert.phase !== 'inactive');
  }

  /** Evaluates every rule for a monitor. */
  evaluate(status: MonitorStatus, at: number): AlertChange[] {
    return this.#rules.flatMap((rule) => {
      const id = key(rule.id, status.id);
      const before = this.#alerts.get(id)?.alert ?? inactiveAlert(at);
      const { alert, transition } = stepAlert(before, evaluateRule(rule, status), at, rule);
      this.#alerts.set(id, { rule: rule.id, subject: status.id, severity: rule.severity, alert });
      return transition ? [{ rule, subject: status.id, transition }] : [];
    });
  }

  /** Forgets a subject; returns the ids of the rules whose alert was open. */
  close(subject: string): string[] {
    const open = this.active().filter((one) => one.subject === subject);
    for (const rule of this.#rules) this.#alerts.delete(key(rule.id, subject));
    return open.map(({ rule }) => rule);
  }

  /** When time alone may change an alert next, and whose; null when nothing waits. */
  nextDue(): { at: number; subject: string } | null {
    let next: { at: number; subject: string } | null = null;
    for (const rule of this.#rules) {
      for (const saved of this.#alerts.values()) {
        const at = saved.rule === rule.id ? nextAlertDue(saved.alert, rule) : null;
        if (at !== null && (next === null || at < next.at)) next = { at, subject: saved.subject };
      }
    }
    return next;
  }
}

const key = (rule: string, subject: string) => `${rule}\n${subject}`;
