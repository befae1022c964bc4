import { createContext, useContext } from 'react';
import type { MatchView } from '../../../../shared/contract/alert-schemas.ts';

/** Dialogs about alerts that every page can open. */
export interface AlertDialogs {
  acknowledge(subject: string, name: string): void;
  silence(match: MatchView): void;
}

export const AlertDialogsContext = createContext<AlertDialogs | null>(null);

export function useAlertDialogs(): AlertDialogs {
  const dialogs = useContext(AlertDialogsContext);
  if (!dialogs) throw new Error('useAlertDialogs needs an AlertDialogsProvider above it.');
  return dialogs;
}
