import type { EvidenceLevel } from '../../../shared/config/model.ts';
import type { OutgoingNotification } from './notifier.ts';
import { cut, safeBody, safeTitle } from './text.ts';

/** What a channel says: literal, short texts. */
export interface Message {
  title: string;
  body: string;
  /** As much of it as the channel is told; null where there is none. */
  evidence: { title: string; lines: string[] } | null;
  /** Null also where the body names it. */
  runbook: string | null;
}

const MOST_LINES = 10;
const LINE_LENGTH = 300;

/** A notification as a channel with this level of evidence may tell it. */
export function messageOf(notification: OutgoingNotification, level: EvidenceLevel): Message {
  const { title, body, runbook } = notification;
  const link = runbook === null ? '' : cut(safeTitle(runbook), LINE_LENGTH);
  return {
    title: safeTitle(title),
    body: safeBody(body),
    evidence: evidenceOf(notification, level),
    runbook: link === '' || body.includes(link) ? null : link,
  };
}

function evidenceOf({ evidence }: OutgoingNotification, level: EvidenceLevel): Message['evidence'] {
  if (evidence === null || level === 'none') return null;
  const lines = level === 'full' ? evidence.lines.slice(0, MOST_LINES) : [];
  return {
    title: safeTitle(evidence.title),
    lines: lines.map((line) => cut(safeTitle(line), LINE_LENGTH)),
  };
}

/** Body, evidence and runbook as one text of at most 1,000 characters, for channels that have only that. */
export function wholeBody({ body, evidence, runbook }: Message): string {
  const parts = [body, evidence?.title ?? '', ...(evidence?.lines ?? [])];
  const text = parts.filter((part) => part !== '').join('\n');
  return safeBody(runbook === null ? text : `${text}\nRunbook: ${runbook}`);
}
