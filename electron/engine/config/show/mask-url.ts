import { MASK } from '../mask.ts';

/** The URL with user, password and every query value masked; anything else as it is. */
export function maskUrl(text: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*)(?:\?([^#]*))?(#.*)?$/i.exec(text);
  if (!match) return text;
  const [, scheme = '', rest = '', query, fragment = ''] = match;
  const user = text.slice(scheme.length).startsWith(rest) ? '' : `${MASK}@`;
  const pairs = query?.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return pair === '' ? '' : MASK;
    return `${pair.slice(0, equals)}=${MASK}`;
  });
  return `${scheme}${user}${rest}${pairs ? `?${pairs.join('&')}` : ''}${fragment}`;
}
