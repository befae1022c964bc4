/** Messages for a Slack incoming webhook, in Block Kit: https://docs.slack.dev/reference/block-kit/blocks */
import type { JsonFormat } from './http/json-notifier.ts';
import { messageOf, type Message } from './message.ts';
import { cut } from './text.ts';

/** Slack's limits for the texts of blocks. */
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 3000;

/** Slack's three control characters; escaped, neither `<!channel>` nor `<@U…>` nor a link is one. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text without mark-up of any kind: no bold, no emoji by name, no links. */
function plain(text: string, limit: number) {
  const fitting = cut(text, limit, (part) => slackText(part).length);
  return { type: 'plain_text', text: slackText(fitting), emoji: false };
}

function titleBlock(title: string) {
  return slackText(title).length <= HEADER_LIMIT
    ? { type: 'header', text: plain(title, HEADER_LIMIT) }
    : { type: 'section', text: plain(title, SECTION_LIMIT) };
}

function evidenceBlocks(evidence: Message['evidence']) {
  if (!evidence) return [];
  return [{ type: 'section', text: plain([evidence.title, ...evidence.lines].join('\n'), SECTION_LIMIT) }];
}

/** The one link a message has is made here, from an address that the configuration names. */
function runbookBlocks(runbook: string | null) {
  if (runbook === null) return [];
  const url = /^https?:\/\//i.test(runbook) ? URL.parse(runbook) : null;
  if (!url) return [{ type: 'section', text: plain(`Runbook: ${runbook}`, SECTION_LIMIT) }];
  const address = slackText(url.href.replaceAll('|', '%7C'));
  return [{ type: 'section', text: { type: 'mrkdwn', text: `<${address}|Runbook>`, verbatim: true } }];
}

export const slackFormat: JsonFormat<'slack'> = {
  kind: 'slack',
  url: ({ url }) => url,
  document(notification, channel) {
    const { title, body, evidence, runbook } = messageOf(notification, channel.evidence);
    const { kind, severity } = notification;
    return {
      // What stands in the notification on a phone; read as mark-up unless told otherwise.
      text: slackText(title),
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      blocks: [
        titleBlock(title || 'Watchpost'),
        ...(body === '' ? [] : [{ type: 'section', text: plain(body, SECTION_LIMIT) }]),
        ...evidenceBlocks(evidence),
        ...runbookBlocks(runbook),
        { type: 'context', elements: [plain(`${severity} · ${kind}`, HEADER_LIMIT)] },
      ],
    };
  },
};
