import { loader } from '@monaco-editor/react';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/yaml/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register.js';

export type Monaco = typeof monaco;

// Problems, completion, hover and the rest come from the studio's own language worker, in both formats alike; of
// Monaco's JSON mode only the colouring is wanted.
jsonDefaults.setModeConfiguration({ tokens: true });

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

// The bundled Monaco, so that nothing is ever asked of a network.
loader.config({ monaco });

export { monaco };
