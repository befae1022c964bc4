import { Component, type ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

type Level = 'application' | 'page' | 'component';

interface Props {
  level: Level;
  children: ReactNode;
  /** A new value forgets the error, such as the address of the page. */
  resetKey?: string;
}

interface State {
  error: Error | null;
  resetKey: string | undefined;
}

/** Keeps an error in what it encloses from taking down what is around it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failure level={this.props.level} error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Failure({ level, error, onRetry }: { level: Level; error: Error; onRetry: () => void }) {
  const { t } = useI18n();
  return (
    <div className={`failure is-${level}`} role="alert">
      <Icon name="warning" size={level === 'component' ? 16 : 20} />
      <div className="failure-words">
        <p className="failure-title">{t.errors[level]}</p>
        {level === 'component' ? null : <p className="failure-text">{t.errors.text}</p>}
        <code className="failure-detail">{error.message}</code>
      </div>
      <div className="failure-actions">
        <Button onClick={onRetry}>{t.common.retry}</Button>
        {level === 'application' ? (
          <Button onClick={() => window.location.reload()}>{t.errors.reload}</Button>
        ) : null}
      </div>
    </div>
  );
}
