import { useEffect, useState } from 'react';
import type { Studio } from '../../studio/types';
import { Button, Popover, TextWithCode } from '../../ui';
import { EyeOff } from '../../ui/icons';
import styles from './problems.module.css';

interface SilencedProps {
  readonly studio: Studio;
  readonly codes: readonly string[];
}

/** What is silenced in this workflow, with a way to hear of it again. */
export function Silenced({ studio, codes }: SilencedProps) {
  return (
    <Popover
      title="Silenced in this workflow"
      align="start"
      trigger={
        <button type="button" className={styles.filter}>
          <EyeOff size={14} aria-hidden />
          {codes.length} silenced
        </button>
      }
    >
      <SilencedList studio={studio} codes={codes} />
    </Popover>
  );
}

function SilencedList({ studio, codes }: SilencedProps) {
  const titles = useTitles(studio, codes);
  return (
    <ul className={styles.silenced}>
      {codes.map((code) => (
        <li key={code}>
          <span className={styles.silencedName}>
            <TextWithCode text={titles.get(code) ?? ''} />
            <code>{code}</code>
          </span>
          <Button
            small
            look="quiet"
            aria-label={`Show ${code} again`}
            onClick={() => studio.document.silence(code, false)}
          >
            Show again
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** What codes mean, as the rules say it; they are kept with the document, their words are not. */
function useTitles(studio: Studio, codes: readonly string[]): ReadonlyMap<string, string> {
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let live = true;
    void studio.document.language
      .explain(codes)
      .then((explanations) => {
        if (live) setTitles(new Map([...explanations].map(([code, { title }]) => [code, title])));
      })
      // The codes alone are enough to hear of them again.
      .catch(() => undefined);
    return () => {
      live = false;
    };
  }, [studio, codes]);
  return titles;
}
