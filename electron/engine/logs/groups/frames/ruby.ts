import { baseName, type FrameReader } from '../frame.ts';

const LINE = /^(?:\[[^\]]*\] )*\s*(?:from )?(\S+?):\d+:in [`']([^'`]*)['`]/u;
const FOREIGN = /\/gems\/|\/lib\/ruby\/|^<internal:|\/rubygems\//u;

/** `app/shop.rb:42:in 'Shop#buy'`; a block counts as the method around it. */
export const rubyFrames: FrameReader = {
  read(line) {
    const match = LINE.exec(line);
    if (!match) return null;
    const [, path = '', label = ''] = match;
    return {
      function: label.replace(/^(?:(?:block|rescue|ensure)(?: \(\d+ levels\))? in )+/u, ''),
      file: baseName(path),
      inApp: !FOREIGN.test(path),
    };
  },
};
