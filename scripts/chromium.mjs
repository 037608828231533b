// Finds a Chromium for the browser tests, or obtains one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

function onPath(name) {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** The path of an installed Chromium, or null. `CHROMIUM_PATH` names one outright. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const bundled = chromium.executablePath();
  if (bundled && existsSync(bundled)) return bundled;
  for (const name of systemNames) {
    const path = onPath(name);
    if (path) return path;
  }
  return null;
}

/** The path of a Chromium; downloads or installs one when there is none. Throws with a sentence for the user. */
export function obtainChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium was found. Asking Playwright for its own.');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  const downloaded = findChromium();
  if (downloaded) return downloaded;
  if (onPath('apt-get') && process.getuid?.() === 0) {
    console.log("That did not work. Installing Debian's chromium package.");
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium, and none could be found, downloaded or installed. ' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to the program, and run the tests again.',
  );
}
