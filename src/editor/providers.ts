import { goToProblem, openProblems, performFix } from '../actions/goTo';
import type { CompletionItem, LanguageService, SymbolPlace } from '../language/messages';
import { type Problem, type ProblemFix, problemKey } from '../model/problem';
import type { Studio } from '../studio/types';
import type { EditorBinding } from './binding';
import { knownDataAt } from './knownData';
import type { Monaco } from './monaco';
import { problemAt, stateAt } from './selection';

const languages = ['json', 'yaml'];

type Model = ReturnType<Monaco['editor']['createModel']>;

/** What the providers need: the studio, and how the document's offsets lie in the editor's model. */
export interface ProviderContext {
  readonly studio: Studio;
  readonly model: Model;
  readonly binding: () => EditorBinding | null;
}

const completionKinds = (monaco: Monaco): Record<CompletionItem['kind'], number> => {
  const { CompletionItemKind: kinds } = monaco.languages;
  return {
    field: kinds.Property,
    value: kinds.EnumMember,
    state: kinds.Reference,
    snippet: kinds.Snippet,
    function: kinds.Function,
    variable: kinds.Variable,
    path: kinds.Field,
    error: kinds.Event,
    resource: kinds.Module,
  };
};

/**
 * Offers the language worker's knowledge to Monaco: completion, hover, definition, references, rename, outline,
 * formatting and quick fixes, the same in both formats. Returns the function that takes them back.
 */
export function registerProviders(monaco: Monaco, context: ProviderContext): () => void {
  const { model } = context;
  const { document } = context.studio;

  /** Asks the language worker about the present text; null when this is another model or the answer came too late. */
  async function ask<T>(
    asked: unknown,
    question: (language: LanguageService, revision: number, binding: EditorBinding) => Promise<T>,
  ): Promise<T | null> {
    const binding = context.binding();
    if (asked !== model || !binding) return null;
    await document.caughtUp();
    const { revision } = document.store.getState();
    try {
      const answer = await question(document.language, revision, binding);
      return document.store.getState().revision === revision ? answer : null;
    } catch {
      // The text moved on while the worker was asked: Monaco asks again by itself.
      return null;
    }
  }

  /**
   * The same while the user types on: what stands before the cursor stays as it was when the question was asked, so
   * an answer for a text of a moment ago holds, and a text that moved on is asked about again.
   */
  async function askWhileTyping<T>(
    asked: unknown,
    given: { readonly isCancellationRequested: boolean },
    question: (language: LanguageService, revision: number, binding: EditorBinding) => Promise<T>,
  ): Promise<T | null> {
    const binding = context.binding();
    if (asked !== model || !binding) return null;
    for (let attempt = 0; attempt < mostAttempts && !given.isCancellationRequested; attempt++) {
      await document.caughtUp();
      try {
        return await question(document.language, document.store.getState().revision, binding);
      } catch {
        // The worker reads a newer text already.
      }
    }
    return null;
  }

  /** The name without the quotes around it. */
  const innerRange = (found: { place: SymbolPlace; text: string }, binding: EditorBinding) => {
    const { offset, length } = found.place;
    const at = document.store
      .getState()
      .text.slice(offset, offset + length)
      .indexOf(found.text);
    return binding.rangeOf(at < 0 ? found.place : { offset: offset + at, length: found.text.length });
  };

  const location = (place: SymbolPlace, binding: EditorBinding) => ({
    uri: model.uri,
    range: binding.rangeOf(place),
  });

  // Its lines carry their indentation with them already.
  const { InsertAsSnippet, KeepWhitespace } = monaco.languages.CompletionItemInsertTextRule;
  const snippetAsItStands = InsertAsSnippet | KeepWhitespace;

  const suggestAgain = { id: 'editor.action.triggerSuggest', title: 'Suggest' };

  const disposables = languages.flatMap((language) => [
    monaco.languages.registerCompletionItemProvider(language, {
      triggerCharacters: ['"', ':', '.', '$', '%', ' ', "'"],
      async provideCompletionItems(asked, position, _context, token) {
        const kinds = completionKinds(monaco);
        const suggestions = await askWhileTyping(asked, token, async (service, revision, binding) => {
          const offset = binding.offsetAt(position);
          const { inputs, more } = await knownDataAt(
            context.studio,
            stateAt(document.store.getState().ranges, offset),
          );
          const items = await service.complete(revision, offset, inputs, more);
          return items.map((item) => ({
            label: item.detail ? { label: item.label, description: item.detail } : item.label,
            kind: kinds[item.kind],
            documentation: item.documentation ? { value: item.documentation } : undefined,
            insertText: item.insert,
            insertTextRules: snippetAsItStands,
            range: binding.rangeOf(item.range),
            additionalTextEdits: item.edits?.map((edit) => ({
              range: binding.rangeOf(edit),
              text: edit.text,
            })),
            // Monaco compares with the text in the range, its quote included.
            filterText:
              document.store.getState().text[item.range.offset] === '"'
                ? `"${item.filterText ?? item.label}"`
                : (item.filterText ?? item.label),
            sortText: item.sortText,
            command: item.goesOn ? suggestAgain : undefined,
          }));
        });
        return { suggestions: suggestions ?? [] };
      },
    }),
    monaco.languages.registerHoverProvider(language, {
      async provideHover(asked, position) {
        return ask(asked, async (service, revision, binding) => {
          const offset = binding.offsetAt(position);
          const pointer = stateAt(document.store.getState().ranges, offset);
          const { inputs, more } = await knownDataAt(context.studio, pointer);
          const hover = await service.hover(revision, offset, inputs, more);
          const problem = problemAt(document.store.getState().problems, offset);
          const range = hover?.range ?? problem?.range;
          const contents = [
            ...(hover ? [{ value: hover.markdown }] : []),
            ...(problem ? [toProblems(problem)] : []),
          ];
          return range ? { contents, range: binding.rangeOf(range) } : null;
        });
      },
    }),
    monaco.languages.registerDefinitionProvider(language, {
      provideDefinition: (asked, position) =>
        ask(asked, async (service, revision, binding) =>
          (await service.definition(revision, binding.offsetAt(position))).map((place) =>
            location(place, binding),
          ),
        ),
    }),
    monaco.languages.registerReferenceProvider(language, {
      provideReferences: (asked, position) =>
        ask(asked, async (service, revision, binding) =>
          (await service.references(revision, binding.offsetAt(position))).map((place) =>
            location(place, binding),
          ),
        ),
    }),
    monaco.languages.registerRenameProvider(language, {
      async resolveRenameLocation(asked, position) {
        const nowhere = { range: new monaco.Range(1, 1, 1, 1), text: '' };
        const answer = await ask(asked, async (service, revision, binding) => {
          const found = await service.renamePlace(revision, binding.offsetAt(position));
          return 'reason' in found ? found : { text: found.text, range: innerRange(found, binding) };
        });
        if (!answer) return { ...nowhere, rejectReason: 'The text changed meanwhile. Rename again.' };
        return 'reason' in answer ? { ...nowhere, rejectReason: answer.reason } : answer;
      },
      async provideRenameEdits(asked, position, newName) {
        const answer = await ask(asked, (service, revision, binding) =>
          service.rename(revision, binding.offsetAt(position), newName),
        );
        if (!answer) return { edits: [], rejectReason: 'The text changed meanwhile. Rename again.' };
        if ('reason' in answer) return { edits: [], rejectReason: answer.reason };
        const result = await document.performChange(answer.change, 'problems');
        return result.ok ? { edits: [] } : { edits: [], rejectReason: result.reason };
      },
    }),
    monaco.languages.registerDocumentFormattingEditProvider(language, {
      provideDocumentFormattingEdits: (asked) =>
        ask(asked, async (service, revision, binding) =>
          (await service.format(revision)).map((edit) => ({ range: binding.rangeOf(edit), text: edit.text })),
        ),
    }),
    monaco.languages.registerDocumentSymbolProvider(language, {
      provideDocumentSymbols: (asked) =>
        ask(asked, async (service, revision, binding) => {
          type Symbols = Awaited<ReturnType<LanguageService['outline']>>;
          const symbols = (items: Symbols): import('monaco-editor').languages.DocumentSymbol[] =>
            items.map((item) => ({
              name: item.name,
              detail: item.detail,
              kind: monaco.languages.SymbolKind.Function,
              tags: [],
              range: binding.rangeOf(item.range),
              selectionRange: binding.rangeOf(item.selection),
              children: symbols(item.children),
            }));
          return symbols(await service.outline(revision));
        }),
    }),
    monaco.languages.registerCodeActionProvider(language, {
      provideCodeActions(asked, range) {
        const binding = context.binding();
        if (asked !== model || !binding) return { actions: [], dispose() {} };
        const { problems } = document.store.getState();
        const actions = problems
          .filter((problem) => monaco.Range.areIntersectingOrTouching(binding.rangeOf(problem.range), range))
          .flatMap((problem) =>
            problem.fixes.map((fix, at) => ({
              title: fix.title,
              kind: 'quickfix',
              isPreferred: at === 0,
              command: { id: applyFix, title: fix.title, arguments: [fix] },
            })),
          );
        return { actions, dispose() {} };
      },
    }),
  ]);
  const commands = [
    monaco.editor.registerCommand(applyFix, (_accessor, fix: ProblemFix) => {
      void performFix(context.studio, fix);
    }),
    monaco.editor.registerCommand(openProblem, (_accessor, key: string) => {
      const problem = document.store.getState().problems.find((each) => problemKey(each) === key);
      if (problem) goToProblem(context.studio, problem);
      openProblems(context.studio);
    }),
  ];
  return () => {
    for (const disposable of [...disposables, ...commands]) disposable.dispose();
  };
}

/** A link from the hover of a problem to its row in Problems. */
function toProblems(problem: Problem) {
  const key = encodeURIComponent(JSON.stringify([problemKey(problem)]));
  return {
    value: `[Show in Problems](command:${openProblem}?${key})`,
    isTrusted: { enabledCommands: [openProblem] },
  };
}

/** So often a question is asked again while typing goes on. */
const mostAttempts = 4;

const applyFix = 'asl.applyFix';
const openProblem = 'asl.openProblem';
