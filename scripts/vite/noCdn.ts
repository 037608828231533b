import type { Plugin } from 'vite';

/**
 * Takes the download address out of Monaco's loader. The editor is bundled and the loader never uses its address;
 * without it, it never can.
 */
export function noCdn(): Plugin {
  return {
    name: 'no-cdn',
    transform(code, id) {
      if (!id.includes('@monaco-editor/loader/')) return undefined;
      return code.replace(/(['"`])https:\/\/cdn\.[^'"`]*\1/g, '$1$1');
    },
  };
}
