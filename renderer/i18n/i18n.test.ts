import { describe, expect, it } from 'vitest';
import { createI18n } from './i18n.tsx';
import { chooseLocale, formatLocale, LOCALES } from './locales.ts';

describe('the language of the window', () => {
  it('is the first wished-for one that there is', () => {
    expect(chooseLocale(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(chooseLocale(['zh-CN'])).toBe('zh-Hans');
    expect(chooseLocale(['zh-SG'])).toBe('zh-Hans');
  });

  it('is English where none fits, and for Chinese in another script', () => {
    expect(chooseLocale(['fr'])).toBe('en');
    expect(chooseLocale(['zh-TW'])).toBe('en');
    expect(chooseLocale([])).toBe('en');
  });

  it('takes formats from the region that was asked for', () => {
    expect(formatLocale('en', ['de-AT', 'en-GB'])).toBe('en-GB');
    expect(formatLocale('zh-Hans', ['zh-SG'])).toBe('zh-SG');
    expect(formatLocale('de', ['en-US'])).toBe('de');
  });

  it.each(LOCALES)('has no empty text in %s', (locale) => {
    const empty: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (value === '') empty.push(path);
      else if (typeof value === 'object' && value !== null)
        for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    };
    walk(createI18n(locale).t, locale);
    expect(empty).toEqual([]);
  });

  it.each(['de', 'zh-Hans'] as const)('leaves no sentence of %s in English', (locale) => {
    const flat = (value: unknown, path = ''): [string, string][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, part]) => flat(part, `${path}.${key}`))
        : typeof value === 'string'
          ? [[path, value]]
          : [];
    const english = new Map(flat(createI18n('en').t));
    const same = flat(createI18n(locale).t).filter(
      ([path, text]) => text === english.get(path) && /[a-z]{3,} [a-z]{2,}/i.test(text),
    );
    expect(same).toEqual([]);
  });
});

describe('figures', () => {
  const { f } = createI18n('en');

  it('never rounds an uptime up to 100 %', () => {
    expect(f.percent(0.999999)).toBe('99.99%');
    expect(f.percent(1)).toBe('100%');
  });

  it('shows latencies in milliseconds, long ones in seconds', () => {
    expect(f.latencyText(1.234)).toBe('1.2 ms');
    expect(f.latencyText(1184.4)).toBe('1,184 ms');
    expect(f.latencyText(12_345)).toBe('12.3 s');
  });
});
