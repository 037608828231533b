import { useState } from 'react';
import { isObject, type JsonObject } from '../../base/json';
import type { Path } from '../../base/pointer';
import { replaceCondition } from '../../model/commands';
import { conditionOf } from '../../model/conditions';
import type { Studio } from '../../studio/types';
import { CodeField, Field } from '../../ui';
import { useDraft } from '../controls/useDraft';
import { type JsonMistake, readJson } from '../controls/values';
import { useConditionChange } from './useConditionChange';

interface ConditionTextProps {
  readonly studio: Studio;
  readonly value: JsonObject;
  readonly place: Path;
}

/** A condition as JSON. What can't be read stays a draft, and the definition keeps what could be read last. */
export function ConditionText({ studio, value, place }: ConditionTextProps) {
  const change = useConditionChange(studio);
  const condition = conditionOf(value);
  const { draft, edit, wrote } = useDraft(condition, (shown) => JSON.stringify(shown ?? {}, null, 2));
  const [mistake, setMistake] = useState<JsonMistake | null>(null);
  const write = (text: string): void => {
    edit(text);
    const read = readJson(text, false);
    if (!read.ok || !isObject(read.value)) {
      setMistake(read.ok ? { message: 'A condition is an object: { … }.', line: 1 } : read.error);
      return;
    }
    setMistake(null);
    wrote(read.value);
    change(replaceCondition(place, read.value), { place, key: 'text' });
  };
  return (
    <Field label="Condition" error={mistake?.message}>
      <CodeField value={draft} onChange={write} errorLine={mistake?.line ?? undefined} minLines={2} />
    </Field>
  );
}
