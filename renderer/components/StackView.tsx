import { useMemo, useState } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { foldStack, frameCount } from '../lib/stack-lines.ts';
import { visibleText } from '../lib/visible-text.ts';

/** A stack with the application's own frames in sight and runs of library frames folded; each run opens by itself. */
export function StackView({ stack }: { stack: string }) {
  const { t } = useI18n();
  const parts = useMemo(() => foldStack(visibleText(stack)), [stack]);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const folds = parts.flatMap(({ kind }, index) => (kind === 'folded' ? [index] : []));
  const allOpen = folds.length > 0 && folds.every((index) => open.has(index));

  function toggle(index: number): void {
    const next = new Set(open);
    if (!next.delete(index)) next.add(index);
    setOpen(next);
  }

  return (
    <div className="stack">
      {folds.length > 0 ? (
        <div className="stack-head">
          <span>{t.logs.stack}</span>
          <button
            type="button"
            className="text-button"
            onClick={() => setOpen(new Set(allOpen ? [] : folds))}
          >
            {allOpen ? t.logs.foldAll : t.logs.unfoldAll}
          </button>
        </div>
      ) : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="stack-lines" tabIndex={0} role="region" aria-label={t.logs.stack}>
        {parts.map((part, index) =>
          part.kind === 'line' ? (
            <div key={`${index}`} className={part.own ? 'stack-line is-own' : 'stack-line'}>
              {part.text}
            </div>
          ) : (
            <div key={`${index}`} className="stack-fold">
              <button
                type="button"
                className="stack-toggle"
                aria-expanded={open.has(index)}
                onClick={() => toggle(index)}
              >
                {t.logs.libraryFrames(frameCount(part.lines))}
              </button>
              {open.has(index)
                ? part.lines.map((text, line) => (
                    <div key={`${line}`} className="stack-line is-library">
                      {text}
                    </div>
                  ))
                : null}
            </div>
          ),
        )}
      </div>
    </div>
  );
}
