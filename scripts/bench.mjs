// Measures the studio against its peers in one run on this machine and prints the ratios.
// `--json` prints them for machines; `--node-only` leaves the browser out.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { latencies } from './bench/latency.mjs';
import { obtainChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const quiet = args.includes('--json');
const say = (line) => quiet || console.log(line);
const configOf = (name) => ({ configFile: join(root, 'scripts/bench', name), logLevel: 'error' });

await build(configOf('vite.config.ts'));
process.stderr.write('Measuring in Node …\n');
const finished = spawnSync('node', [join(root, '.cache/bench/node.mjs'), root], {
  encoding: 'utf8',
  maxBuffer: 1e8,
});
if (finished.status !== 0) {
  console.error(finished.stderr);
  process.exit(1);
}
const results = { node: JSON.parse(finished.stdout) };

async function inBrowser() {
  await build(configOf('vite.page.config.ts'));
  await build({ root, logLevel: 'error' });
  const serve = (outDir, port) =>
    preview({
      root,
      configFile: false,
      logLevel: 'error',
      build: { outDir },
      preview: { port, host: 'localhost' },
    });
  const peers = await serve('.cache/bench-page', 4470);
  const studio = await serve('dist', 4471);
  const browser = await chromium.launch({
    executablePath: obtainChromium(),
    // Without a graphics card its stand-in costs more than painting by the processor does.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(180_000);
  await page.goto(peers.resolvedUrls.local[0]);
  await page.waitForFunction(() => document.title === 'Ready');
  const step = (what) => process.stderr.write(`${what} …\n`);
  step('Engines in Chromium');
  const engine = await page.evaluate(() => window.measures.engine());
  step("The studio's worker in Chromium");
  const studioRuns = await page.evaluate(() => window.measures.studio());
  step('mermaid');
  const mermaid = await page.evaluate(() => window.measures.mermaid());
  step('bpmn-js');
  const bpmn = await page.evaluate(async () =>
    Math.min(await window.measures.bpmn(), await window.measures.bpmn()),
  );
  step('Opening 1,000 states');
  const opened = await openLarge(browser, studio.resolvedUrls.local[0], results.node.largeText);
  step('Typing');
  const typing = await latencies(browser, studio.resolvedUrls.local[0], {
    json: results.node.largeText,
    yaml: results.node.largeYaml,
  });
  await browser.close();
  await Promise.all([peers.close(), studio.close()]);
  return { engine, studio: studioRuns, mermaid, bpmn, typing, ...opened };
}

/** Opens 1,000 states in the studio by dropping a file, twice: the second time the layout is known. Then edits. */
async function openLarge(browser, url, text) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.locator('[data-state]').first().waitFor();
  const open = (name) =>
    page.evaluate(
      async ([content, fileName]) => {
        const data = new DataTransfer();
        data.items.add(new File([content], fileName, { type: 'application/json' }));
        const start = performance.now();
        for (const type of ['dragenter', 'dragover', 'drop']) {
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
          );
        }
        await new Promise((resolve) => {
          const look = () => {
            const drawn = document.querySelectorAll('[data-state*="/Branches/0/States/Step"]').length;
            // Only what is in view has elements.
            if (drawn > 5 && window.__aslStudio.text() === content) resolve();
            else requestAnimationFrame(look);
          };
          look();
        });
        return performance.now() - start;
      },
      [text, name],
    );
  const first = await open('large.asl.json');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('New');
  await palette.getByRole('option', { name: 'New' }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('[data-state]').length === 0);
  const again = await open('large.asl.json');
  const blocked = await longestBlock(page);
  return { first, again, blocked };
}

/** The longest time the main thread was blocked while a state is selected, deleted, and that undone, in milliseconds. */
async function longestBlock(page) {
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page.locator('[data-state="/States/Group 0/Branches/0/States/Step 0.3"]').click();
  await page.keyboard.press('Delete');
  await page.waitForFunction(() => !window.__aslStudio.text().includes('"Step 0.3": {'));
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => window.__aslStudio.text().includes('"Step 0.3": {'));
  return page.evaluate(() => window.longest);
}

if (!args.includes('--node-only')) results.chromium = await inBrowser();
delete results.node.largeText;
delete results.node.largeYaml;

const ratio = (value) =>
  value === null || value === undefined ? '—' : `${value.toFixed(value < 10 ? 2 : 0)}×`;
const speeds = ({ ours, peer, ratio: times }) =>
  `${String(ours).padStart(9)} ${String(peer ?? '').padStart(9)} ${(times ? ratio(times) : '').padStart(9)}`;
const ms = (value) => `${Math.round(value)} ms`;
for (const place of ['node', 'chromium']) {
  const rows = results[place]?.engine;
  if (!rows) continue;
  say(
    `\nState transitions per second with full history, ${place === 'node' ? 'Node' : 'Chromium'}: ours, the peer's (aws-local-stepfunctions), the ratio`,
  );
  say(
    `  ${''.padEnd(42)} ${'median of many runs'.padEnd(29)}  ${'compiled each time'.padEnd(29)}  ${'the first run'.padEnd(29)}  events kept`,
  );
  for (const row of rows) {
    const { name, unseen, first, events } = row;
    say(
      `  ${name.padEnd(42)} ${speeds(row)}  ${speeds({ ...unseen, peer: row.peer })}  ${speeds(first)}  ${events.ours}${events.peer === null ? '' : `, peer ${events.peer}`}`,
    );
  }
}
if (results.node || results.chromium) {
  say(
    [
      '\n  Both run the same definition with the same answers of tasks, and keep every event until the run is over: ours in',
      "  AWS's order and numbers, printed in AWS's shape when asked for, the peer's as the objects that it tells of. Ours",
      '  compiles a definition once and remembers it (median of many runs); in the next columns each run gets a copy that',
      '  was never seen, as the first does. The peer, whose own check of the definition is off, has nothing to prepare.',
    ].join('\n'),
  );
}
if (results.chromium) {
  const { rows, roundTrip } = results.chromium.studio;
  say(
    '\nThe same in the studio in Chromium: in a worker, with checkpoints, timeline and data of all visits;',
  );
  say(`of each run ${roundTrip.toFixed(2)} ms are the way to the worker and back`);
  rows.forEach(({ name, speed, first }, at) => {
    const peer = results.chromium.engine[at]?.peer;
    const times = peer ? ratio(speed / peer) : '';
    say(`  ${name.padEnd(42)} ${String(speed).padStart(9)} ${times.padStart(19)}  first run ${first}`);
  });
}
say('\nFinding problems, from text (peer: asl-validator)');
for (const row of results.node.validate)
  say(
    `  ${row.name.padEnd(42)} ${ms(row.ours).padStart(9)}  peer ${ms(row.peer).padStart(8)}  ${ratio(row.ratio)} faster`,
  );
const { layout } = results.node;
say(
  `\nLayout of 1,000 states ${ms(layout.first)}, after an edit in one container ${ms(layout.edit)}: ${ratio(layout.ratio)}`,
);
if (results.chromium) {
  const { first, again, mermaid, bpmn, blocked } = results.chromium;
  say(
    `Opened to drawn, 1,000 states: ${ms(first)}; mermaid draws the same graph in ${ms(mermaid)}: ${ratio(first / mermaid)}`,
  );
  say(
    `Opened again, layout known: ${ms(again)}; bpmn-js imports 1,000 tasks in ${ms(bpmn)}: ${ratio(again / bpmn)}`,
  );
  say(
    `Longest block of the main thread while selecting, deleting and undoing at 1,000 states: ${blocked === 0 ? 'under 50 ms' : ms(blocked)}`,
  );
}
if (results.chromium) {
  const { problems, drawing } = results.chromium.typing;
  const rows = (list) => {
    for (const { name, first, median, slowest } of list) {
      const later = `then ${ms(median).padStart(7)}, at most ${ms(slowest).padStart(7)}`;
      say(`  ${name.padEnd(42)} first key ${ms(first).padStart(7)}, ${later}`);
    }
  };
  say('\nFrom a key to its problems in the top bar, 1,000 states (wanted: every key within 150 ms)');
  rows(problems);
  say('\nFrom a key to what it changes on the canvas, 15 states (wanted: the next frame)');
  rows(drawing);
}
if (quiet) console.log(JSON.stringify(results, null, 2));
