import { Fragment } from 'react';
import { counted, duration } from '../base/duration';
import type { JsonObject } from '../base/json';
import styles from './RetryPlot.module.css';
import { retryPlan } from './retryPlan';

/** The calls of a Retrier as blocks, and the waits between them in scale. */
export function RetryPlot({ retrier }: { readonly retrier: JsonObject }) {
  const plan = retryPlan(retrier);
  if (!plan) return null;
  const { waits, calls, total, jitter } = plan;
  const words = (seconds: number): string => brief(seconds * 1000);
  const more = calls - 1 - waits.length;
  const described = waits.map((wait, at) => `wait ${words(wait)}, call ${at + 2}`).join(', ');
  return (
    <figure className={styles.plot} aria-label={['call 1', described].filter(Boolean).join(', ')}>
      <div className={styles.line} aria-hidden="true">
        <Call number={1} />
        {waits.map((wait, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a call is known by its number
          <Fragment key={at}>
            <span className={styles.wait} style={{ flexGrow: Math.max(wait, 0.01) }}>
              <i />
              <span>{words(wait)}</span>
            </span>
            <Call number={at + 2} />
          </Fragment>
        ))}
        {more > 0 ? <span className={styles.more}>…</span> : null}
      </div>
      <figcaption className={styles.caption}>
        <span>{`${counted(calls, 'call')} in all`}</span>
        <span>
          {calls === 1
            ? 'not retried'
            : `gives up after ${jitter ? 'at most ' : ''}${words(total)} of waiting`}
        </span>
      </figcaption>
    </figure>
  );
}

function Call({ number }: { readonly number: number }) {
  return (
    <span className={styles.call}>
      <span>{number}</span>
      <i />
    </span>
  );
}

/** Whole seconds without their tenths: `2 s`, not `2.0 s`. */
const brief = (time: number): string => duration(time).replace(/\.0 s$/, ' s');
