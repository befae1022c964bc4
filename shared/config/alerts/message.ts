import { leaf, Mismatch } from '../leaf.ts';

/** What a message of a rule may name; `labels.NAME` besides. */
export const MESSAGE_NAMES = [
  'monitor.id',
  'monitor.name',
  'monitor.group',
  'rule.id',
  'severity',
  'state',
  'value',
  'threshold',
  'components',
  'since',
  'runbook',
] as const;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const LABEL = /^labels\.[\w.-]+$/;

/** The first placeholder that `names` does not have, or null. */
export function unknownPlaceholder(template: string, names: readonly string[]): string | null {
  for (const [, inner = ''] of template.matchAll(PLACEHOLDER)) {
    const name = inner.trim();
    if (!names.includes(name) && !LABEL.test(name)) return name;
  }
  return null;
}

/** The template with every placeholder replaced by what `valueOf` gives for its name; that is never read as a template again. */
export function fillTemplate(template: string, valueOf: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_, inner: string) => valueOf(inner.trim()));
}

/** A template whose placeholders are all known. */
export function template(names: readonly string[]) {
  return leaf('text', (scalar) => {
    if (scalar.blank && !scalar.quoted) return undefined;
    const unknown = unknownPlaceholder(scalar.text, names);
    if (unknown === null) return scalar.text;
    return new Mismatch(
      `{{${unknown}}} is not known here, there are ${names.map((name) => `{{${name}}}`).join(', ')} and {{labels.NAME}}`,
    );
  });
}
