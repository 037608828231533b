import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { type Plugin, runnerImport } from 'vite';

type SchemaModule = typeof import('../../src/language/schema');

/**
 * Serves `virtual:asl-validators`: the derived schemas compiled to plain functions at build time, so that the
 * page needs neither ajv nor evaluated code.
 */
export function aslValidators(): Plugin {
  const id = 'virtual:asl-validators';
  const schemaFile = fileURLToPath(new URL('../../src/language/schema.ts', import.meta.url));
  let source: Promise<string> | undefined;
  return {
    name: 'asl-validators',
    resolveId: (name) => (name === id ? `\0${id}` : undefined),
    async load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      source ??= runnerImport<SchemaModule>(schemaFile, { configFile: false, logLevel: 'error' }).then(
        ({ module, dependencies }) => {
          for (const file of [schemaFile, ...dependencies]) this.addWatchFile(file);
          return compileValidators(module.allSchemas());
        },
      );
      return source;
    },
  };
}

// Interop: which of the two the import gives depends on who loads this file.
const generate = (
  'default' in standalone ? (standalone as { default: unknown }).default : standalone
) as typeof standalone;

/** The module's text: one exported function, `validate(name, value)`. */
function compileValidators(schemas: ReturnType<SchemaModule['allSchemas']>): string {
  const names = Object.keys(schemas);
  const ajv = new Ajv2020({
    schemas: names.map((name) => ({ $id: name, ...schemas[name] })),
    code: { source: true, esm: true, lines: false, optimize: 2 },
    allErrors: true,
    messages: false,
    strict: false,
    ownProperties: true,
  });
  const code = generate(ajv, Object.fromEntries(names.map((name) => [name, name])));
  if (/\brequire\(/.test(code)) {
    throw new Error('asl-validators: the generated code needs a part of ajv at run time');
  }
  return `${code}
const table = { ${names.join(', ')} };
export function validate(name, value) {
  const check = table[name];
  return check(value) ? [] : check.errors;
}
`;
}
