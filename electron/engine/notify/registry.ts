import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { Notifier } from './notifier.ts';

/** The notifiers of this host by the kind of channel they serve. */
export type NotifierRegistry = ReadonlyMap<ChannelConfig['kind'], Notifier>;

/** @throws when two notifiers serve the same kind */
export function notifierRegistry(...notifiers: readonly Notifier[]): NotifierRegistry {
  const registry = new Map<ChannelConfig['kind'], Notifier>();
  for (const notifier of notifiers) {
    if (registry.has(notifier.kind)) throw new Error(`two notifiers of kind ${notifier.kind}`);
    registry.set(notifier.kind, notifier);
  }
  return registry;
}
