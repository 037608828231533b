import { basename } from 'node:path';
import type { OpenWorkflow } from '../engine/messages';
import { parseDocument } from '../language/document';
import type { ReadWorkflow } from '../language/messages';
import { readWorkflows } from '../language/readWorkflows';
import { formatOf, namedFile, readText } from './input';
import { UsageError } from './usage';

/**
 * The workflows that a run may start: those of its own file (itself among them), those whose files its template names,
 * and those of the files given beside it.
 */
export async function startableWorkflows(
  file: string,
  beside: readonly string[],
): Promise<readonly OpenWorkflow[]> {
  const own = file === '-' ? [] : await workflowsOf(file);
  const others = await Promise.all(
    beside.map(async (each) => {
      const found = await workflowsOf(each);
      if (found.length === 0) throw new UsageError(`${each} has no workflow that can be run`);
      return found;
    }),
  );
  return [...own, ...others.flat()];
}

async function workflowsOf(file: string): Promise<readonly OpenWorkflow[]> {
  const text = await readText(file);
  const format = formatOf(file, text);
  const name = basename(file).replace(/(\.asl)?\.(json|jsonc|ya?ml|template|asl)$/i, '');
  const written = readWorkflows(text, format);
  return [...written, ...(await inNamedFiles(file, text))].map((workflow) => named(workflow, name));
}

/** Workflows whose files a template names; what can't be read is left out, as nothing may ever start it. */
async function inNamedFiles(template: string, text: string): Promise<readonly ReadWorkflow[]> {
  const { places } = parseDocument(text, formatOf(template, text));
  const read = await Promise.all(
    places.map(async (place) => {
      const file = namedFile(template, place);
      if (file === null) return [];
      try {
        const inner = await readText(file);
        return readWorkflows(inner, formatOf(file, inner), place);
      } catch (error) {
        if (error instanceof UsageError) return [];
        throw error;
      }
    }),
  );
  return read.flat();
}

const named = ({ name, aliases, type, definition }: ReadWorkflow, file: string): OpenWorkflow => ({
  name: name ?? file,
  aliases,
  definition,
  ...(type === null ? {} : { type }),
});
