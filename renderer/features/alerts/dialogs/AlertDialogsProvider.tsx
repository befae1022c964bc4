import { useMemo, useState, type ReactNode } from 'react';
import type { MatchView } from '../../../../shared/contract/alert-schemas.ts';
import { AckDialog } from './AckDialog.tsx';
import { AlertDialogsContext, type AlertDialogs } from './alert-dialogs.ts';
import { SilenceDialog } from './SilenceDialog.tsx';

type Open = { kind: 'ack'; subject: string; name: string } | { kind: 'silence'; match: MatchView } | null;

/** Shows the dialogs that pages ask for. */
export function AlertDialogsProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null);
  const dialogs = useMemo<AlertDialogs>(
    () => ({
      acknowledge: (subject, name) => setOpen({ kind: 'ack', subject, name }),
      silence: (match) => setOpen({ kind: 'silence', match }),
    }),
    [],
  );
  const close = () => setOpen(null);
  return (
    <AlertDialogsContext value={dialogs}>
      {children}
      {open?.kind === 'ack' ? <AckDialog subject={open.subject} name={open.name} onClose={close} /> : null}
      {open?.kind === 'silence' ? <SilenceDialog match={open.match} onClose={close} /> : null}
    </AlertDialogsContext>
  );
}
