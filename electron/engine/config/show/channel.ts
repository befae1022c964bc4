import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { MASK } from '../mask.ts';
import { compact } from './compact.ts';

function showOwn(channel: ChannelConfig): Record<string, unknown> {
  switch (channel.kind) {
    case 'desktop':
      return {};
    case 'slack':
    case 'discord':
      return { url: MASK };
    case 'webhook':
      return { url: MASK, secret: channel.secret === null ? null : MASK };
    case 'email':
      return { smtp: MASK, from: channel.from, to: channel.to };
    case 'command':
      return { argv: channel.argv };
  }
}

/** A channel in the keys of the language, with everything that has a value. The URL of a notifier is secret as a whole. */
export function showChannel(channel: ChannelConfig): Record<string, unknown> | undefined {
  const { id, kind, minSeverity, recovery, evidence, match } = channel;
  return compact({
    id,
    kind,
    ...showOwn(channel),
    min_severity: minSeverity,
    recovery,
    evidence,
    match: match && Object.fromEntries(match),
  });
}
