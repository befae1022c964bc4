import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Without padding, for lists and tables that run from edge to edge. */
  flush?: boolean;
}

/** A titled box; what fails inside it fails alone. */
export function Panel({ title, aside, children, className, flush = false }: Props) {
  const id = useId();
  return (
    <section className={classNames('panel', flush && 'is-flush', className)} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id} className="panel-title">
          {title}
        </h2>
        {aside ? <div className="panel-aside">{aside}</div> : null}
      </header>
      <div className="panel-body">
        <ErrorBoundary level="component">{children}</ErrorBoundary>
      </div>
    </section>
  );
}
