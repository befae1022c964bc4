import type { ChannelKindName } from '../../../shared/config/model.ts';
import type { Notifier } from './notifier.ts';

/** The notifiers of this host by the kind of channel they serve. */
export type NotifierRegistry = { readonly [K in ChannelKindName]: Notifier<K> };

/** The notifier of a channel's kind. */
export function notifierOf(registry: NotifierRegistry, kind: ChannelKindName): Notifier {
  // The key and the channel's kind are the same name, which the type checker cannot follow through the lookup.
  return registry[kind] as unknown as Notifier;
}
