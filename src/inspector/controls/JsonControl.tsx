import { useState } from 'react';
import { CodeField } from '../../ui';
import styles from '../Inspector.module.css';
import type { ControlProps } from './types';
import { useDraft } from './useDraft';
import { type JsonMistake, readJson, showJson } from './values';

/** JSON with checking; where the field takes them, also an expression `{% … %}`. What can't be read stays a draft. */
export function JsonControl({ access, field }: ControlProps) {
  const { draft, edit, wrote } = useDraft(access.value, showJson);
  const [mistake, setMistake] = useState<JsonMistake | null>(null);
  const expressions = field.kind === 'jsonata' || field.kind === 'itemsOrJsonata';

  const change = (text: string): void => {
    edit(text);
    if (text.trim() === '') {
      setMistake(null);
      wrote(undefined);
      if (access.value !== undefined && field.required !== true) access.remove();
      return;
    }
    const read = readJson(text, expressions);
    setMistake(read.ok ? null : read.error);
    if (!read.ok) return;
    wrote(read.value);
    access.set(read.value);
  };

  return (
    <>
      <CodeField
        value={draft}
        onChange={change}
        invalid={mistake !== null}
        errorLine={mistake?.line ?? undefined}
        minLines={draft === '' ? 1 : 2}
        plain={draft.startsWith('{%')}
      />
      {mistake && (
        <p className={styles.mistake} role="alert">
          {mistake.message} The definition keeps the last version that could be read.
        </p>
      )}
    </>
  );
}
