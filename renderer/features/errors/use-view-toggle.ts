import { useReducer } from 'react';

/** Whether a chart is shown as its table, and the switch. */
export function useViewToggle(): [boolean, () => void] {
  return useReducer((table: boolean) => !table, false);
}
