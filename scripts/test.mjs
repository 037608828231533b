// The whole test suite: unit and property tests in Node, then the browser tests on the built studio.
// `--unit-only` and `--browser-only` run one half; further arguments go to the test runner of that half.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { obtainChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const reports = join(root, '.cache/reports');
const args = process.argv.slice(2);
const halves = ['--unit-only', '--browser-only'];
const only = halves.find((half) => args.includes(half));
const rest = args.filter((arg) => !halves.includes(arg));
if (rest.length > 0 && !only) {
  console.error('Further arguments need --unit-only or --browser-only, which say whose they are.');
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

function run(command, commandArgs, env = {}) {
  const { status, error } = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status ?? 1;
}

function report(name, read) {
  try {
    return read(JSON.parse(readFileSync(join(reports, name), 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const results = [];
let status = 0;
if (only !== '--browser-only') {
  const json = join(reports, 'unit.json');
  status ||= run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${json}`,
    ...rest,
  ]);
  results.push(
    report('unit.json', (r) => ({
      passed: r.numPassedTests,
      failed: r.numFailedTests + (r.success || r.numFailedTests > 0 ? 0 : 1),
      skipped: r.numPendingTests + r.numTodoTests,
    })),
  );
}
if (only !== '--unit-only') {
  let chromium;
  try {
    chromium = obtainChromium();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const built = run('npx', ['vite', 'build', '--logLevel', 'warn']);
  status ||=
    built ||
    run('npx', ['playwright', 'test', ...rest], {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'browser.json'),
    });
  results.push(
    report('browser.json', ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    })),
  );
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = sum('failed');
console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exit(status || (failed > 0 ? 1 : 0));
