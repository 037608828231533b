import type { PathAst, Span } from '../jsonPath/ast';

/** A call of an intrinsic function. */
export interface IntrinsicCall extends Span {
  readonly kind: 'call';
  /** The function's name with its prefix: `States.Format`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly IntrinsicArgument[];
}

export type IntrinsicArgument =
  | IntrinsicCall
  | (Span & { readonly kind: 'path'; readonly text: string; readonly path: PathAst })
  /** `raw` is the text between the quotes: States.Format reads its escapes by itself. */
  | (Span & { readonly kind: 'string'; readonly value: string; readonly raw: string })
  | (Span & { readonly kind: 'literal'; readonly value: number | boolean | null });

/** All calls of a tree, outermost first. */
export function callsOf(call: IntrinsicCall): IntrinsicCall[] {
  const calls = [call];
  for (const arg of call.args) if (arg.kind === 'call') calls.push(...callsOf(arg));
  return calls;
}

/** All paths of a tree, in the order of the text. */
export function pathsOf(call: IntrinsicCall): (IntrinsicArgument & { kind: 'path' })[] {
  return call.args.flatMap((arg) => (arg.kind === 'path' ? [arg] : arg.kind === 'call' ? pathsOf(arg) : []));
}
