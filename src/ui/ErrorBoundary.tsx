import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './Button';
import { RotateCw, SeverityMark } from './icons';
import { LoadFailure, nextTry, TryContext } from './lazyPart';
import styles from './parts.module.css';

interface Props {
  /** What failed, for the message: `The canvas`. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps a broken part from taking the rest with it: says what failed and offers to try again. */
export class ErrorBoundary extends Component<
  Props,
  { readonly error: Error | null; readonly attempt: number }
> {
  override state = { error: null as Error | null, attempt: nextTry() };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(`${this.props.name} failed`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { error, attempt } = this.state;
    if (!error) return <TryContext value={attempt}>{this.props.children}</TryContext>;
    const what = error instanceof LoadFailure ? 'could not be loaded' : 'stopped working';
    return (
      <Failure
        text={`${this.props.name} ${what}.`}
        detail={error.message}
        onRetry={() => this.setState({ error: null, attempt: nextTry() })}
      />
    );
  }
}

interface FailureProps {
  readonly text: string;
  readonly detail?: string;
  readonly onRetry?: () => void;
}

/** What a broken part shows in place of its content. */
export function Failure({ text, detail, onRetry }: FailureProps) {
  return (
    <div role="alert" className={styles.failure}>
      <p>
        <SeverityMark severity="error" /> {text}
      </p>
      {detail ? <pre>{detail}</pre> : null}
      {onRetry ? (
        <Button icon={<RotateCw size={14} aria-hidden />} onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
