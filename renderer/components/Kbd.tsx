import { Fragment } from 'react';

/** Keys to press one after the other (`g o`) or together (`Ctrl+K`), each as a key cap. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd-group">
      {keys.split(' ').map((key, index) => (
        <Fragment key={`${index}${key}`}>
          {index > 0 ? ' ' : null}
          <kbd className="kbd">{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
