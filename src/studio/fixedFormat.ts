import type { DocumentState } from './documentDoor';

/** Why the document can’t be written in the other format at present; null when it can. */
export function whyFixedFormat({ place, broken }: Pick<DocumentState, 'place' | 'broken'>): string | null {
  if (place.container !== null)
    return `The format of a ${place.container} can’t be changed here. Export writes the definition alone, in either format.`;
  if (broken !== null) return `The text can’t be read at line ${broken.range.line}. Mend it first.`;
  return null;
}
