import { looksLikeStack, readException } from '../text/exception.ts';
import { headAtStart } from '../text/exception-head.ts';
import type { LogError } from '../record.ts';
import { errorOfStructlog } from './structlog-error.ts';

export interface Part {
  key: string;
  value: unknown;
  rank: number;
  /** True once it has become part of the error. */
  used?: boolean;
}

/** The values of a record that speak of an error, by role. */
export type ErrorParts = Partial<Record<'error' | 'errorType' | 'errorMessage' | 'stack', Part>>;

/** Chains deeper than this are a loop or a joke. */
const MAX_CAUSES = 10;

/** The error that the parts make together, or null; marks the parts it used. */
export function errorOfParts(parts: ErrorParts, recordMessage: string): LogError | null {
  const base = parts.error ? errorOfValue(parts.error.value) : null;
  if (base && parts.error) parts.error.used = true;
  const stackText = parts.stack ? textOfStack(parts.stack.value) : null;
  const type = textPart(parts.errorType);
  const message = textPart(parts.errorMessage);
  const isStack = stackText !== null && (parts.stack?.key !== 'full_message' || looksLikeStack(stackText));
  if (!base && !isStack && type === null && message === null) return null;
  if (isStack && parts.stack && parts.stack.key !== 'full_message') parts.stack.used = true;
  const isNeeded = !base || base.name === null || (stackText !== null && CHAIN.test(stackText));
  const read = isStack && isNeeded && stackText !== null ? readException(stackText.split('\n')) : null;
  const causes = base?.causes ?? read?.causes;
  return {
    name: type ?? base?.name ?? read?.name ?? null,
    message: message ?? (base?.message || read?.message || recordMessage),
    stack: base?.stack ?? (isStack ? stackText : null),
    ...(causes && causes.length > 0 ? { causes } : {}),
  };
}

function textPart(part: Part | undefined): string | null {
  if (!part || typeof part.value !== 'string' || part.value === '') return null;
  part.used = true;
  return part.value;
}

/** The error that one value is: a text is its message, unless a whole stack trace stands in it. */
function errorOfValue(value: unknown): LogError | null {
  if (typeof value === 'string') return errorOfText(value);
  if (Array.isArray(value))
    return value.length > 0 ? (errorOfStructlog(value) ?? errorOfValue(value[0])) : null;
  if (typeof value !== 'object' || value === null) return null;
  const object = value as Record<string, unknown>;
  const stack = textOfStack(pick(object, STACKS));
  const ownName = textOf(pick(object, TYPES));
  const ownMessage = textOf(pick(object, MESSAGES));
  // Most errors say it all themselves, and reading a stack is dear.
  const isNeeded = ownName === null || ownMessage === null || (stack !== null && CHAIN.test(stack));
  const read = stack === null || !isNeeded ? null : readException(stack.split('\n'));
  const name = ownName ?? read?.name ?? null;
  const message = ownMessage ?? read?.message ?? null;
  if (name === null && message === null && stack === null) return null;
  const chain = causesOf(object);
  const causes = chain.length > 0 ? chain : (read?.causes ?? []);
  return { name, message: message ?? '', stack, ...(causes.length > 0 ? { causes } : {}) };
}

function errorOfText(text: string): LogError | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const read = text.includes('\n') && looksLikeStack(text) ? readException(text.split('\n')) : null;
  if (!read) return { name: null, message: trimmed, stack: null };
  return { ...read, stack: text };
}

const TYPES = ['name', 'type', 'class', 'className', 'ClassName', 'kind', 'exception', 'error_type'];
const MESSAGES = ['message', 'msg', 'Message', 'reason', 'description', 'detail'];
const STACKS = [
  'stack',
  'stack_trace',
  'stackTrace',
  'stacktrace',
  'StackTraceString',
  'trace',
  'backtrace',
  'extendedStackTrace',
];
/** Marks of a cause within a stack. */
const CHAIN =
  /[Cc]aused by|^Wrapped by|\[cause\]|--->|another exception|direct cause|previous exception|^Next /mu;
const CAUSES = [
  'cause',
  'causes',
  'inner',
  'innerException',
  'InnerException',
  'previous',
  'caused_by',
  'aggregateErrors',
];

function pick(object: Record<string, unknown>, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = object[key];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A stack as one text; a list of lines, or of frames, is joined. */
function textOfStack(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}

function causesOf(object: Record<string, unknown>): string[] {
  const causes: string[] = [];
  let inner = pick(object, CAUSES);
  for (let depth = 0; depth < MAX_CAUSES; depth += 1) {
    const next: unknown = Array.isArray(inner) ? inner[0] : inner;
    if (typeof next === 'string') {
      const head = headAtStart(next.split('\n', 1)[0] ?? '');
      if (head) causes.push(head.name);
      break;
    }
    if (typeof next !== 'object' || next === null) break;
    const cause = next as Record<string, unknown>;
    const name = textOf(pick(cause, TYPES)) ?? errorOfValue(cause)?.name;
    if (name) causes.push(name);
    inner = pick(cause, CAUSES);
  }
  return causes;
}
