/** Messages for a Discord webhook: https://discord.com/developers/docs/resources/webhook#execute-webhook */
import type { Severity } from '../../../shared/domain/severity.ts';
import type { JsonFormat } from './http/json-notifier.ts';
import { messageOf } from './message.ts';
import type { OutgoingNotification } from './notifier.ts';
import { cut } from './text.ts';

/** Discord's limits for the parts of an embed, in its UTF-16 units. */
const TITLE_LIMIT = 256;
const DESCRIPTION_LIMIT = 4096;
const FIELD_LIMIT = 1024;

/** What begins mark-up, a mention, a link or an emoji somewhere in Discord's markdown. A backslash before it makes it plain. */
const MARKUP = /[\\`*_~|<>#+\-.:@/()[\]{}!]/g;

const COLOURS: Record<Severity, number> = { critical: 0xd92d20, warning: 0xdc6803, info: 0x2e90fa };
const GREEN = 0x12b76a;

/** Text that Discord shows as it is written. */
export function discordText(text: string): string {
  return text.replace(MARKUP, String.raw`\$&`);
}

function literal(text: string, limit: number): string {
  return discordText(cut(text, limit, (part) => discordText(part).length));
}

function colourOf({ kind, severity }: OutgoingNotification): number {
  return kind === 'recovery' ? GREEN : COLOURS[severity];
}

/** An address in angle brackets is a link without a preview. */
function runbookField(runbook: string) {
  const url = /^https?:\/\//i.test(runbook) ? URL.parse(runbook) : null;
  const isLink = url !== null && url.href.length < FIELD_LIMIT - 2 && !/[<>]/.test(url.href);
  return { name: 'Runbook', value: isLink ? `<${url.href}>` : literal(runbook, FIELD_LIMIT) };
}

export const discordFormat: JsonFormat<'discord'> = {
  kind: 'discord',
  /** Asked to wait, Discord answers once the message is stored, or says why it is not. */
  url(channel) {
    const url = new URL(channel.url);
    if (!url.searchParams.has('wait')) url.searchParams.set('wait', 'true');
    return url.href;
  },
  document(notification, channel) {
    const { title, body, evidence, runbook } = messageOf(notification, channel.evidence);
    const lines = evidence?.lines.join('\n') ?? '';
    return {
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: literal(title || 'Watchpost', TITLE_LIMIT),
          ...(body === '' ? {} : { description: literal(body, DESCRIPTION_LIMIT) }),
          color: colourOf(notification),
          timestamp: new Date(notification.at).toISOString(),
          footer: { text: `${notification.severity} · ${notification.kind}` },
          fields: [
            ...(evidence
              ? [
                  {
                    name: literal(evidence.title || 'Evidence', TITLE_LIMIT),
                    value: literal(lines, FIELD_LIMIT) || '\u200b',
                  },
                ]
              : []),
            ...(runbook === null ? [] : [runbookField(runbook)]),
          ],
        },
      ],
    };
  },
};
