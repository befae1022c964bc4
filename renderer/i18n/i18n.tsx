import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { HeadlineWords } from '../../shared/domain/headline-words.ts';
import { usePreferences } from '../state/services.tsx';
import { createFormat, type Format } from './format.ts';
import { catalogues, chooseLocale, formatLocale, type Locale } from './locales.ts';
import type { Messages } from './messages.ts';

/** Texts, formats and the language they are in. */
export interface I18n {
  locale: Locale;
  t: Messages;
  f: Format;
  headlineWords: HeadlineWords;
}

/** @param formats the locale of numbers and dates, such as `en-GB` for English */
export function createI18n(locale: Locale, formats: string = locale): I18n {
  const t = catalogues[locale];
  return { locale, t, f: createFormat(formats, t.units), headlineWords: t.headline(formats) };
}

const I18nContext = createContext<I18n>(createI18n('en'));

export function useI18n(): I18n {
  return useContext(I18nContext);
}

export function I18nProvider({ children }: { children: ReactNode }) {
  const [{ locale: preferred }] = usePreferences();
  const locale = preferred === 'system' ? chooseLocale(navigator.languages) : preferred;
  const value = useMemo(() => createI18n(locale, formatLocale(locale, navigator.languages)), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <I18nContext value={value}>{children}</I18nContext>;
}
