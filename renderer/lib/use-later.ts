import { useEffect, useState } from 'react';

/** False at first, true once `delayMs` have passed since the component appeared. */
export function useLater(delayMs: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return passed;
}
