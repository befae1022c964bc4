import type { Component } from '../../../../../shared/domain/check-result.ts';
import type { State } from '../../../../../shared/domain/state.ts';
import type { HealthReading } from '../../../health/dialect.ts';

const MOST_NAMED = 3;

/** What a health body says, or, where it says nothing itself, which components fail; nothing for a healthy one. */
export function bodyText(reading: HealthReading | null, components: Component[], state: State): string[] {
  if (reading === null) return [];
  if (reading.message !== '') return [reading.message];
  if (state === 'healthy') return [];
  const failing = components.filter(
    (component) => component.state === 'unhealthy' || component.state === 'degraded',
  );
  const named = failing
    .slice(0, MOST_NAMED)
    .map(({ path, state: is, message }) => `${path} ${is}${message ? ` (${message})` : ''}`);
  if (failing.length > MOST_NAMED) named.push(`${failing.length - MOST_NAMED} more`);
  if (named.length > 0) return [named.join(', ')];
  return reading.state !== null && reading.state !== 'healthy'
    ? [`the service says it is ${reading.state}`]
    : [];
}
