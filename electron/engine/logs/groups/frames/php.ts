import { baseName, type FrameReader } from '../frame.ts';

const LINE = /^#\d+ (?:(\S.*?)\(\d+\): )?(.*)$/u;
const PLACE = /\bin (\S+\.php)(?: on line |:)\d+/u;

/** `#0 /app/src/Shop.php(42): App\Shop->buy(Array)`; the place of the exception itself stands on its first line. */
export const phpFrames: FrameReader = {
  read(line) {
    const match = LINE.exec(line);
    if (!match) {
      const path = PLACE.exec(line)?.[1] ?? / at (\S+\.php):\d+\)/u.exec(line)?.[1];
      return path === undefined ? null : { function: '', file: baseName(path), inApp: isOwn(path) };
    }
    const [, path, call = ''] = match;
    if (path === undefined || call === '{main}') return null;
    const name = call
      .replace(/\(.*$/su, '')
      .replaceAll(/\{closure(?::[^}]*)?\}?/gu, '{closure}')
      .replace(/@anonymous.*?(?=->|::|$)/u, '@anonymous');
    return { function: name, file: baseName(path), inApp: isOwn(path) };
  },
};

function isOwn(path: string): boolean {
  return !/[/\\]vendor[/\\]|^\[internal/u.test(path);
}
