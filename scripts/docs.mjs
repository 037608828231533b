// Writes the pages of docs/problems from the rules. `--check` only says whether they are up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfigFromFile, runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'docs/problems');
const check = process.argv.includes('--check');

const env = { command: 'build', mode: 'production' };
const loaded = await loadConfigFromFile(env, join(root, 'vite.cli.config.ts'), root, 'error');
const { module } = await runnerImport(join(root, 'src/language/problemPages.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
  plugins: loaded.config.plugins,
});
const pages = module.problemPages();

const present = existsSync(folder) ? readdirSync(folder) : [];
const stale = [
  ...present.filter((name) => !pages.has(name)),
  ...[...pages].filter(
    ([name, text]) => !present.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  ),
].map((each) => (Array.isArray(each) ? each[0] : each));

if (check) {
  if (stale.length > 0) console.error(`Out of date in docs/problems: ${stale.join(', ')}. Run npm run docs.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of present) if (!pages.has(name)) rmSync(join(folder, name));
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  console.log(`${pages.size} pages in docs/problems, ${stale.length} changed`);
}
