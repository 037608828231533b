/**
 * How long a keystroke takes in the studio, in milliseconds: until its problems are counted in the top bar at 1,000
 * states, and until what it changes is drawn in an example of fifteen states. As a user types: with the keyboard, into
 * the editor, a moment after opening.
 */

/** A state in the middle of the large definition. */
const largeState = 'Step 40.3';
/** Time in which whoever opened a file looks at it before typing. */
const look = 1500;
const keys = 12;

/** From opening on: the first key, and the median and slowest of the others. */
export async function latencies(browser, url, { json, yaml }) {
  const results = { problems: [], drawing: [] };
  for (const [format, text] of Object.entries({ json, yaml })) {
    for (const mode of ['Code', 'Split']) {
      const page = await opened(browser, url, mode);
      await drop(page, `large.asl.${format}`, text);
      await page.waitForFunction(() => window.bench.count() !== null);
      await goTo(page, largeState);
      await page.waitForTimeout(look);
      await placeCursor(page, new RegExp(`"?${largeState}"?:`), 1, format === 'json' ? 2 : 0);
      const times = await typed(page, 'count');
      results.problems.push({ name: `${format.toUpperCase()}, ${mode}`, ...summary(times) });
      await page.close();
    }
  }
  // With the transition first: its first key is the first edit after loading.
  const page = await opened(browser, url, 'Split');
  await page.waitForTimeout(look);
  for (const [name, line, back, what] of [
    ['a transition, with a new layout', /"Next": "Reserve items"/, 1, 'edges'],
    ['words on a card', /"FunctionName": "validate-order"/, 2, 'cards'],
  ]) {
    await placeCursor(page, line, 0, back);
    results.drawing.push({ name, ...summary(await typed(page, what)) });
  }
  await page.close();
  return results;
}

function summary([first, ...later]) {
  const sorted = later.toSorted((left, right) => left - right);
  return { first, median: sorted[Math.floor(sorted.length / 2)], slowest: sorted.at(-1) };
}

async function opened(browser, url, mode) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.locator('[data-state]').first().waitFor();
  await page
    .getByRole('radiogroup', { name: 'Mode' })
    .getByRole('radio', { name: mode, exact: true })
    .click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.evaluate(watch);
  return page;
}

/** Runs in the page: measures from the next key until what is looked at has changed and is in a frame. */
function watch() {
  const looks = {
    count: () =>
      [...document.querySelectorAll('button')]
        .map((button) => button.getAttribute('aria-label') ?? '')
        .find((label) => /^(No problems|[\d,]+ (error|warning))/.test(label)) ?? null,
    edges: () => [...document.querySelectorAll('[data-edge]')].map((edge) => edge.dataset.edge).join(),
    cards: () => [...document.querySelectorAll('[data-state]')].map((card) => card.textContent).join(),
  };
  let pressed = 0;
  document.addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
    },
    true,
  );
  window.bench = {
    ...looks,
    shown: null,
    begin(what) {
      const before = looks[what]();
      let tell;
      window.bench.shown = new Promise((resolve) => {
        tell = resolve;
      });
      const observer = new MutationObserver(() => {
        if (looks[what]() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          tell(performance.now() - pressed);
        });
      });
      const options = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(document.body, options);
    },
  };
}

async function drop(page, name, text) {
  await page.evaluate(
    ([content, fileName]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      }
    },
    [text, name],
  );
  await page.waitForFunction((content) => window.__aslStudio.text() === content, text);
}

async function goTo(page, state) {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill(state);
  await palette.getByRole('option', { name: state }).first().click();
  await palette.waitFor({ state: 'hidden' });
}

/** Puts the cursor some characters before the end of a line, or of one below it. */
async function placeCursor(page, line, below, back) {
  const pattern = new RegExp(line.source.replace(/ /g, '\\s'));
  const shown = page.locator('.monaco-editor .view-line', { hasText: pattern }).first();
  await shown.waitFor();
  const { x, y, width, height } = await shown.boundingBox();
  await page.mouse.click(x + Math.min(width, 300), y + height * (below + 0.5));
  await page.keyboard.press('End');
  for (let count = 0; count < back; count++) await page.keyboard.press('ArrowLeft');
}

/** Types a character and takes it back, again and again. */
async function typed(page, what) {
  const times = [];
  for (let at = 0; at < keys; at++) {
    await page.evaluate((name) => window.bench.begin(name), what);
    // Waited for in the page: to ask from outside, frame by frame, would take from the time that is measured.
    const shown = page.evaluate(() => window.bench.shown);
    await page.keyboard.press(at % 2 === 0 ? 'x' : 'Backspace');
    times.push(await shown);
    await page.waitForTimeout(100);
  }
  return times;
}
