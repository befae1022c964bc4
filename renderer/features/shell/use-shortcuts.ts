import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isTyping } from '../../lib/typing.ts';
import { pages } from '../pages.ts';

/** A sequence is forgotten when its next key does not come in this time. */
const SEQUENCE_MS = 1200;

/** Shortcuts that work on every page: sequences to pages, `/` to the filter, `?` to the help, Ctrl/Cmd-K. */
export function useShortcuts(show: { palette: () => void; help: () => void }): void {
  const navigate = useNavigate();
  useEffect(() => {
    let pressed = '';
    let timer: ReturnType<typeof setTimeout> | undefined;

    function onKey(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        show.palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        focusFilter(() => void navigate('/'));
        return;
      }
      if (event.key === '?') {
        show.help();
        return;
      }
      clearTimeout(timer);
      const sequence = pressed === '' ? event.key : `${pressed} ${event.key}`;
      const page = pages.find(({ shortcut }) => shortcut === sequence);
      if (page) void navigate(page.path);
      pressed = pages.some(({ shortcut }) => shortcut?.startsWith(`${event.key} `)) ? event.key : '';
      timer = setTimeout(() => (pressed = ''), SEQUENCE_MS);
    }
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, [navigate, show]);
}

/** Focuses the filter field; where the page has none, goes to the one that has. */
function focusFilter(goThere: () => void): void {
  const field = () => document.querySelector<HTMLInputElement>('[data-filter-field]');
  const here = field();
  if (here) {
    here.focus();
    here.select();
    return;
  }
  goThere();
  requestAnimationFrame(() => field()?.focus());
}
