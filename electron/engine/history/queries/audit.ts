import type { AuditEntry } from '../../../../shared/contract/alert-schemas.ts';
import { readAudit } from '../../storage/tables/audit.ts';
import type { Tables } from './tables.ts';

/** Who did what, newest first. */
export function auditQuery({ db }: Tables) {
  const newest = readAudit(db);
  return ({ limit }: { limit: number }): { entries: AuditEntry[] } => ({ entries: newest(limit) });
}
