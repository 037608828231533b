import type { Workflow } from '../model/workflow';
import { deltaOf, type ReplyDelta, withDelta } from './delta';
import type { LanguageService } from './messages';

/** The language service as it crosses the worker's border: parses are told as what changed since the last one. */
export interface RemoteLanguage extends Omit<LanguageService, 'parse' | 'apply'> {
  parse(request: Parameters<LanguageService['parse']>[0]): Promise<ReplyDelta>;
  apply(
    revision: number,
    change: Parameters<LanguageService['apply']>[1],
  ): Promise<{
    readonly edits: Awaited<ReturnType<LanguageService['apply']>>['edits'];
    readonly parse: ReplyDelta;
  }>;
}

/** The worker's side. Replies leave in the order in which they were made. */
export function toRemote(language: LanguageService): RemoteLanguage {
  let told: Workflow | null = null;
  const tell = (reply: Parameters<typeof deltaOf>[1]): ReplyDelta => {
    const delta = deltaOf(told, reply);
    told = reply.workflow;
    return delta;
  };
  return {
    ...language,
    parse: async (request) => tell(await language.parse(request)),
    apply: async (revision, change) => {
      const { edits, parse } = await language.apply(revision, change);
      return { edits, parse: tell(parse) };
    },
  };
}

/** The page's side. */
export function fromRemote(remote: RemoteLanguage): LanguageService {
  let known: Workflow | null = null;
  const take = (delta: ReplyDelta): ReturnType<typeof withDelta> => {
    const reply = withDelta(known, delta);
    known = reply.workflow;
    return reply;
  };
  return {
    parse: async (request) => take(await remote.parse(request)),
    apply: async (revision, change) => {
      const { edits, parse } = await remote.apply(revision, change);
      return { edits, parse: take(parse) };
    },
    diagnose: (revision, options) => remote.diagnose(revision, options),
    learn: (revision) => remote.learn(revision),
    complete: (revision, offset, known, more) => remote.complete(revision, offset, known, more),
    hover: (revision, offset, known, more) => remote.hover(revision, offset, known, more),
    definition: (revision, offset) => remote.definition(revision, offset),
    references: (revision, offset) => remote.references(revision, offset),
    renamePlace: (revision, offset) => remote.renamePlace(revision, offset),
    rename: (revision, offset, to) => remote.rename(revision, offset, to),
    outline: (revision) => remote.outline(revision),
    writeAsOneText: (revision) => remote.writeAsOneText(revision),
    format: (revision) => remote.format(revision),
    convert: (revision, to) => remote.convert(revision, to),
    explain: (codes) => remote.explain(codes),
    readWorkflows: (text, format, template) => remote.readWorkflows(text, format, template),
    pathAt: (revision, offset) => remote.pathAt(revision, offset),
    rangeAt: (revision, path, part) => remote.rangeAt(revision, path, part),
  };
}
