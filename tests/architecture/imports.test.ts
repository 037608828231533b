import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the studio and the engine worker say to each other. */
const engineContract = ['engine/messages', 'engine/mockMessages', 'engine/startMessages'];

/**
 * The layers of `src` point one way. A folder may import itself and the folders of its row; types count too.
 * A row may name single files of a folder it may otherwise not import: the contracts of the workers.
 */
const allowed: Record<string, readonly string[]> = {
  base: [],
  model: ['base'],
  expressions: ['base'],
  language: ['model', 'expressions', 'integrations', 'base'],
  engine: ['model', 'expressions', 'integrations', 'base'],
  layout: ['model', 'base'],
  integrations: ['base'],
  interop: ['language', 'model', 'integrations', 'base'],
  cli: ['language', 'engine', 'layout', 'interop', 'integrations', 'expressions', 'model', 'base'],
  studio: [
    'model',
    'base',
    ...engineContract,
    ...['language', 'layout'].map((name) => `${name}/messages`),
    ...['language', 'engine', 'layout'].map((name) => `${name}/${name}.client`),
    'engine/mockConfig',
  ],
  actions: ['studio', 'model', 'base'],
  ui: ['base'],
  canvas: ['studio', 'actions', 'model', 'ui', 'base', 'layout/messages', ...engineContract, 'integrations'],
  editor: ['studio', 'actions', 'model', 'ui', 'base', 'language/messages'],
  inspector: ['studio', 'actions', 'model', 'ui', 'base', ...engineContract, 'integrations'],
  run: ['studio', 'actions', 'model', 'ui', 'base', ...engineContract, 'engine/mockConditions'],
  app: [
    ...['base', 'model', 'expressions', 'language', 'engine', 'layout', 'integrations', 'interop'],
    ...['studio', 'actions', 'ui', 'canvas', 'editor', 'inspector', 'run'],
  ],
};

/** Packages that only one folder may use (and `app`, which wires everything). */
const homes: readonly (readonly [package_: RegExp, folders: readonly string[]])[] = [
  [/^@xyflow\//, ['canvas']],
  [/^(monaco-|@monaco-editor\/)/, ['editor']],
  [/^elkjs/, ['layout']],
  [
    /^(react|react-dom|lucide-react|@base-ui|cmdk|react-resizable-panels|@tanstack\/)/,
    ['ui', 'canvas', 'editor', 'inspector', 'run', 'app'],
  ],
  [/^(jsonata|virtual:jsonata-sync)/, ['expressions']],
  [/^(hyparquet|fflate|fzstd)$/, ['engine']],
  [/^(yaml|jsonc-parser)$/, ['language', 'interop']],
  [/^node:/, ['cli']],
];

const root = resolve(import.meta.dirname, '../../src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+|new URL\(\s*)['"]([^'"]+)['"]/gm);
  return [...found].flatMap((match) => (match[1] ? [match[1]] : []));
}

function violations(): string[] {
  const wrong: string[] = [];
  for (const file of sourceFiles(root)) {
    const [folder = ''] = relative(root, file).split('/');
    const row = allowed[folder];
    const name = relative(root, file);
    if (!row) {
      wrong.push(`${name}: the folder ${folder} has no row in the import table`);
      continue;
    }
    for (const source of importsOf(file)) {
      if (source.startsWith('.')) {
        const target = relative(root, resolve(dirname(file), source)).replace(/(\.tsx?)?(\?.*)?$/, '');
        const [targetFolder = ''] = target.split('/');
        const fine = targetFolder === folder || row.includes(targetFolder) || row.includes(target);
        if (!fine)
          wrong.push(`${name} may not import ${target}: ${folder} may import ${row.join(', ') || 'nothing'}`);
      } else {
        const home = homes.find(([pattern]) => pattern.test(source));
        if (home && folder !== 'app' && !home[1].includes(folder)) {
          wrong.push(`${name} may not import ${source}: it stays in ${home[1].join(', ')}`);
        }
      }
    }
  }
  return wrong;
}

describe('architecture', () => {
  it('should keep every import within the import table', () => {
    expect(violations()).toEqual([]);
  });

  it('should read the imports of the whole of src', () => {
    const files = sourceFiles(root);
    const folders = new Set(files.map((file) => relative(root, file).split('/')[0]));
    expect([...folders].filter((folder) => !(folder !== undefined && folder in allowed))).toEqual([]);
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(files.length);
  });
});
