import { ContractFailure } from '../../../../shared/contract/failure.ts';

/**
 * @param what would be changed
 * @throws ContractFailure `not-available` while the configuration is the demo's
 */
export function refuseInDemo(isDemo: boolean, what: string): void {
  if (!isDemo) return;
  const remedy = 'add a monitor of your own first.';
  throw new ContractFailure('not-available', `The demo has no ${what} to change; ${remedy}`);
}
