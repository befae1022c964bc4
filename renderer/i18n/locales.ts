import { de } from './de.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { zhHans } from './zh-hans.ts';

export const LOCALES = ['en', 'de', 'zh-Hans'] as const;
export type Locale = (typeof LOCALES)[number];

export const catalogues: Record<Locale, Messages> = { en, de, 'zh-Hans': zhHans };

/** The region whose formats go with a language, such as `en-GB`: the first wished-for tag of that language. */
export function formatLocale(locale: Locale, wished: readonly string[]): string {
  const { language } = new Intl.Locale(locale);
  return wished.find((tag) => new Intl.Locale(tag).language === language) ?? locale;
}

/** The first of the wished-for languages that there is a catalogue for; English when there is none. */
export function chooseLocale(wished: readonly string[]): Locale {
  for (const tag of wished) {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    if (language === 'en' || language === 'de') return language;
    if (language === 'zh' && (script === 'Hans' || region === 'CN')) return 'zh-Hans';
  }
  return 'en';
}
