import { useMemo } from 'react';
import { useLive } from '../../state/services.tsx';
import { useLogSources } from '../logs/use-log-sources.ts';
import { subjectsOf, type Subject } from './silences/match-view.ts';

const NONE: readonly never[] = [];

/** Everything that alerts can be about: monitors and log sources. */
export function useSubjects(): readonly Subject[] {
  const monitors = useLive((live) => live.monitors);
  const sources = useLogSources();
  return useMemo(() => subjectsOf(monitors.values(), sources ?? NONE), [monitors, sources]);
}

/** What subjects are called, by id; one that is gone keeps its id. */
export function useSubjectName(): (id: string) => string {
  const subjects = useSubjects();
  return useMemo(() => {
    const names = new Map(subjects.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }, [subjects]);
}
