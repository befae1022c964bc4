import { Icon } from '../../components/Icon.tsx';
import { useStore } from '../../lib/store.ts';
import { useServices } from '../../state/services.tsx';

export function Toasts() {
  const { toasts } = useServices();
  const shown = useStore(toasts.store, (all) => all);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, tone, text, action }) => (
        <p key={id} className={`toast is-${tone}`}>
          <Icon name={tone === 'info' ? 'check' : 'warning'} />
          {text}
          {action ? (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                toasts.dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          ) : null}
        </p>
      ))}
    </div>
  );
}
