const TAGS =
  'html|head|body|title|meta|link|script|style|base|div|p|h[1-6]|center|pre|table|span|main|section|article|header|nav|form|img|ul|ol|a|b|br|font|frameset|noscript';
const DOCTYPE = /^<!doctype\s+html/i;
const TAG = new RegExp(`^<(?:${TAGS})(?=[\\s/>])`, 'i');

/** Path segments that name a health endpoint, without separators. */
const HEALTH_SEGMENTS = new Set(
  (
    'health healthz healthy healthcheck healthchecks healthstatus hc livez live liveness alive readyz ready ' +
    'readiness startupz startup status statusz statuscheck ping actuator heartbeat'
  ).split(' '),
);

/** Whether a text is an HTML page, known by a leading doctype or tag and by nothing else. */
export function isHtmlPage(text: string): boolean {
  const start = skipPrologue(text);
  return DOCTYPE.test(start) || TAG.test(start);
}

/** The beginning of the text behind an XML declaration and comments. */
function skipPrologue(text: string): string {
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    const found = end === null ? -1 : text.indexOf(end, at);
    if (end === null || found < 0) return text.slice(at, at + 200);
    at = found + end.length;
  }
}

/** Whether a URL path names a health endpoint: one of its segments is `health`, `readyz`, `status`, `actuator` … */
export function namesHealthEndpoint(path: string | null): boolean {
  return (path ?? '')
    .split(/[?#]/, 1)
    .flatMap((pathname) => pathname.split('/'))
    .some((segment) => HEALTH_SEGMENTS.has(foldSegment(segment)));
}

function foldSegment(segment: string): string {
  return segment
    .toLowerCase()
    .replace(/\.[a-z]{2,5}$/, '')
    .replace(/[_-]/g, '');
}
