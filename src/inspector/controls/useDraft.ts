import { useEffect, useRef, useState } from 'react';
import { type JsonValue, jsonEqual } from '../../base/json';

/**
 * Text being typed for a value that is written a moment later. What comes back of the own writing leaves the draft
 * alone, so that quick typing is never overtaken; every other change (undo, the text, the canvas) replaces it.
 */
export function useDraft(
  value: JsonValue | undefined,
  show: (value: JsonValue | undefined) => string,
): {
  readonly draft: string;
  readonly edit: (text: string) => void;
  readonly wrote: (value: JsonValue | undefined) => void;
} {
  const [draft, setDraft] = useState(() => show(value));
  const sent = useRef<(JsonValue | undefined)[]>([]);
  const seen = useRef(value);
  useEffect(() => {
    if (jsonEqual(seen.current, value)) return;
    seen.current = value;
    const at = sent.current.findIndex((own) => jsonEqual(own, value));
    if (at >= 0) sent.current.splice(0, at + 1);
    else {
      sent.current = [];
      setDraft(show(value));
    }
  });
  return {
    draft,
    edit: setDraft,
    wrote: (next) => {
      sent.current.push(next);
    },
  };
}
