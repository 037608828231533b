import { createEngineClient } from '../engine/engine.client';
import { createLayoutClient } from '../layout/layout.client';
import { createDocument } from '../studio/document';
import { createDrawing } from '../studio/drawing';
import { createRun } from '../studio/run';
import { createStudio } from '../studio/studio';
import type { Studio } from '../studio/types';
import { createView } from '../studio/view';
import { browserStorage } from './browserStorage';
import { examples } from './examples';
import { createFiles, type Files } from './files/files';
import { browserKeep } from './files/keep';
import { lastingLanguage } from './lastingLanguage';

export interface Started {
  readonly studio: Studio;
  readonly files: Files;
}

/** Starts the workers and puts the studio together. A worker that fails costs its own part only, and says so. */
export function startStudio(): Started {
  const view = createView({ storage: browserStorage('localStorage'), tall: window.innerHeight >= 800 });
  const language = lastingLanguage((message) =>
    view.notify(`Checking the definition stopped and starts again. ${message}`, 'error'),
  );
  const document = createDocument(language);
  const drawing = createDrawing(document.store, view.store, createLayoutClient());
  document.prepareWith(drawing.prepare);
  const keep = browserKeep(tabName());
  const run = createRun({
    document,
    view,
    connectEngine: createEngineClient,
    storage: {
      load: async (id) => (await keep.loadScenarios(id)) ?? exampleScenarios(id),
      save: keep.saveScenarios,
      files: keep.contents,
    },
    otherTexts: async () =>
      (await keep.others()).map(({ document: { id, name, text, format, template, type }, where }) => ({
        ...{ id, name, text, format, type, where },
        ...(template ? { template } : {}),
      })),
  });
  const files = createFiles({ document, view, drawing, keep, examples });
  return { studio: createStudio({ document, view, drawing, run, files }), files };
}

/** The scenarios an example comes with, until the user has changed them. */
function exampleScenarios(documentId: string): unknown {
  return examples.find((example) => `example ${example.id}` === documentId)?.scenarios;
}

/** Names this tab, for as long as it lives; reloading keeps the name. */
function tabName(): string {
  const key = 'asl-studio.tab';
  const storage = browserStorage('sessionStorage');
  const known = storage.getItem(key);
  if (known) return known;
  const name = crypto.randomUUID();
  try {
    storage.setItem(key, name);
  } catch {
    // Full: after a reload it is another tab, which begins with the document changed last.
  }
  return name;
}
