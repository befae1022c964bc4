import ipaddr from 'ipaddr.js';
import type { DnsType } from '../../../../../shared/config/model.ts';

/** What two sets of answers do not have in common, each as it was written. */
export interface Difference {
  missing: string[];
  unexpected: string[];
}

/** Compares answers as sets: order, repetition, letter case of names, trailing dots and forms of addresses do not count. */
export function compareAnswers(
  type: DnsType,
  expected: readonly string[],
  found: readonly string[],
): Difference {
  const wanted = byForm(type, expected);
  const got = byForm(type, found);
  return {
    missing: [...wanted].filter(([form]) => !got.has(form)).map(([, text]) => text),
    unexpected: [...got].filter(([form]) => !wanted.has(form)).map(([, text]) => text),
  };
}

function byForm(type: DnsType, answers: readonly string[]): Map<string, string> {
  return new Map(answers.map((answer) => [normalForm(type, answer), answer]));
}

/** One spelling for all that mean the same; TXT is compared as it is, but for quotes around the whole of it. */
export function normalForm(type: DnsType, answer: string): string {
  const text = answer.trim();
  if (type === 'TXT') return unquoted(text);
  if (type === 'A' || type === 'AAAA')
    return ipaddr.isValid(text) ? ipaddr.parse(text).toString() : text.toLowerCase();
  const fields = text.split(/\s+/);
  if (type === 'CAA')
    return [...fields.slice(0, 2), unquoted(fields.slice(2).join(' '))].join(' ').toLowerCase();
  return fields.map((field) => field.replace(/\.$/, '').toLowerCase()).join(' ');
}

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
