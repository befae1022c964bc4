import { useEffect, useState } from 'react';

/** A rule's text with the change that the address asks for; null until it is made. */
export function useChangedText(text: string | null, key: string | null, value: string | null): string | null {
  const [changed, setChanged] = useState<{ of: string; text: string } | null>(null);
  const asked = key !== null && value !== null;
  useEffect(() => {
    if (text === null || !asked) return;
    let current = true;
    // Reading YAML is for this one way in, so it is loaded with it.
    void import('./set-rule-key.ts').then(({ setRuleKey }) => {
      if (current) setChanged({ of: text, text: setRuleKey(text, key, value) });
    });
    return () => {
      current = false;
    };
  }, [text, asked, key, value]);
  if (text === null || !asked) return text;
  return changed?.of === text ? changed.text : null;
}
