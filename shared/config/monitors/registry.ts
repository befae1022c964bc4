import { leaf, Mismatch } from '../leaf.ts';
import { fields, type Shape } from '../fields.ts';
import type { CheckKindName } from '../model.ts';
import { baseShape } from './base.ts';
import { commandKind } from './command.ts';
import type { MonitorKind } from './define-kind.ts';
import { dnsKind } from './dns.ts';
import { fileKind } from './file.ts';
import { httpKind } from './http.ts';
import { tcpKind } from './tcp.ts';
import { tlsKind } from './tls.ts';

/** Every kind of monitor the language has. */
export const MONITOR_KINDS: readonly MonitorKind[] = [
  httpKind,
  tcpKind,
  tlsKind,
  dnsKind,
  fileKind,
  commandKind,
];

/** Kinds that are promised, so that their mention is not taken for a slip of the pen. */
const LATER_KINDS = ['metrics', 'host'];

const names = MONITOR_KINDS.map(({ kind }) => kind).join(', ');

/** The `kind` key of a monitor. */
export const monitorKind = leaf<CheckKindName>(`one of ${names}`, (scalar) => {
  if (LATER_KINDS.includes(scalar.text)) {
    return new Mismatch(`kind "${scalar.text}" comes with a later version, the kinds are ${names}`);
  }
  return MONITOR_KINDS.find(({ kind }) => kind === scalar.text)?.kind;
});

/** The entry of one kind. */
export function monitorKindOf(name: CheckKindName): MonitorKind {
  return MONITOR_KINDS.find(({ kind }) => kind === name) ?? httpKind;
}

/** What can be judged of a monitor whose kind is not known. */
export const anyKindShape: Shape = { ...baseShape, kind: monitorKind };
export const anyKind = fields(anyKindShape);
