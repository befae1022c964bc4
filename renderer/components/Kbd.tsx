import { Fragment } from 'react';

/** Keys to press one after the other (`g o`) or together (`Ctrl+K`), each as a key cap; decorative inside a control that they press. */
export function Kbd({ keys, decorative = false }: { keys: string; decorative?: boolean }) {
  return (
    <span className="kbd-group" aria-hidden={decorative}>
      {keys.split(' ').map((key, index) => (
        <Fragment key={`${index}${key}`}>
          {index > 0 ? ' ' : null}
          <kbd className="kbd">{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
