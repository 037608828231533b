import { ChannelClosed } from '../base/channel';
import { createLanguageClient, type LanguageClient } from '../language/language.client';
import type { LanguageService } from '../language/messages';

/**
 * The language service over a worker that is started again after it died. The call that was under way fails; the
 * document then reads its text again with the new worker.
 */
export function lastingLanguage(onFailure: (message: string) => void): LanguageService & { close(): void } {
  let client: LanguageClient | null = null;
  const perform = async <T>(call: (service: LanguageService) => Promise<T>): Promise<T> => {
    client ??= createLanguageClient();
    const used = client;
    try {
      return await call(used);
    } catch (error) {
      if (error instanceof ChannelClosed && client === used) {
        client = null;
        onFailure(error.message);
      }
      throw error;
    }
  };
  return {
    parse: (request) => perform((service) => service.parse(request)),
    apply: (revision, change) => perform((service) => service.apply(revision, change)),
    diagnose: (revision, options) => perform((service) => service.diagnose(revision, options)),
    learn: (revision) => perform((service) => service.learn(revision)),
    complete: (revision, offset, known, more) =>
      perform((service) => service.complete(revision, offset, known, more)),
    hover: (revision, offset, known, more) =>
      perform((service) => service.hover(revision, offset, known, more)),
    definition: (revision, offset) => perform((service) => service.definition(revision, offset)),
    references: (revision, offset) => perform((service) => service.references(revision, offset)),
    renamePlace: (revision, offset) => perform((service) => service.renamePlace(revision, offset)),
    rename: (revision, offset, to) => perform((service) => service.rename(revision, offset, to)),
    outline: (revision) => perform((service) => service.outline(revision)),
    writeAsOneText: (revision) => perform((service) => service.writeAsOneText(revision)),
    format: (revision) => perform((service) => service.format(revision)),
    convert: (revision, to) => perform((service) => service.convert(revision, to)),
    explain: (codes) => perform((service) => service.explain(codes)),
    readWorkflows: (text, format, template) =>
      perform((service) => service.readWorkflows(text, format, template)),
    pathAt: (revision, offset) => perform((service) => service.pathAt(revision, offset)),
    rangeAt: (revision, path, part) => perform((service) => service.rangeAt(revision, path, part)),
    close: () => client?.close(),
  };
}
