import type { ParsedDocument } from './document';
import type { CompletionItem, KnownInputs, SymbolPlace } from './messages';

/** Where completion and hover join the language service. Neither is there yet: they answer with nothing. */

export function complete(
  _document: ParsedDocument,
  _offset: number,
  _known?: KnownInputs,
): readonly CompletionItem[] {
  return [];
}

export function hover(
  _document: ParsedDocument,
  _offset: number,
): { markdown: string; range: SymbolPlace } | null {
  return null;
}
