import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary.tsx';

let root: Root;
let host: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // React reports every caught error; here they are wanted.
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const show = (content: ReactNode) => act(() => root.render(content));

function Broken({ broken = true }: { broken?: boolean }) {
  if (broken) throw new Error('wire cut');
  return <p>whole</p>;
}

describe('an error boundary', () => {
  it.each(['application', 'page', 'component'] as const)('keeps an error at the level of the %s', (level) => {
    show(
      <>
        <p>around it</p>
        <ErrorBoundary level={level}>
          <Broken />
        </ErrorBoundary>
      </>,
    );
    expect(host.textContent).toContain('around it');
    expect(host.querySelector(`[role=alert].is-${level}`)?.textContent).toContain('wire cut');
  });

  it('offers to reload the window only at the level of the application', () => {
    show(
      <ErrorBoundary level="application">
        <Broken />
      </ErrorBoundary>,
    );
    expect(host.querySelectorAll('button')).toHaveLength(2);
  });

  it('catches inside before outside', () => {
    show(
      <ErrorBoundary level="page">
        <p>the rest of the page</p>
        <ErrorBoundary level="component">
          <Broken />
        </ErrorBoundary>
      </ErrorBoundary>,
    );
    expect(host.textContent).toContain('the rest of the page');
    expect(host.querySelector('.is-page')).toBeNull();
  });

  it('shows the content again on demand, once it is whole', () => {
    const content = (broken: boolean) => (
      <ErrorBoundary level="component">
        <Broken broken={broken} />
      </ErrorBoundary>
    );
    show(content(true));
    show(content(false));
    expect(host.textContent).not.toContain('whole');
    act(() => host.querySelector('button')?.click());
    expect(host.textContent).toBe('whole');
  });

  it('forgets the error when another page is opened', () => {
    const content = (key: string, broken: boolean) => (
      <ErrorBoundary level="page" resetKey={key}>
        <Broken broken={broken} />
      </ErrorBoundary>
    );
    show(content('/a', true));
    show(content('/b', false));
    expect(host.textContent).toBe('whole');
  });
});
