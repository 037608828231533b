import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ConsoleMessage, expect, type Locator, type Page } from '@playwright/test';

export interface Definition {
  readonly StartAt?: string;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

declare global {
  interface Window {
    /** What the studio gives to checks. */
    readonly __aslStudio?: { text(): string; history(): Promise<readonly unknown[]> };
  }
}

/** A place on the screen where nothing reacts to the pointer. */
const quietPlace = { x: 660, y: 3 };

/** The studio as a user drives it: by roles, names and what is on the screen. */
export class StudioPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly browser: Locator;
  readonly inspector: Locator;
  readonly editor: Locator;
  readonly problems: Locator;
  readonly simulation: Locator;
  readonly output: Locator;
  readonly status: Locator;
  /** What the page reported as an error since it was opened. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.canvas = this.region('Canvas');
    this.browser = this.region('States browser');
    this.inspector = this.region('Inspector');
    this.editor = this.region('Editor');
    this.problems = this.region('Problems');
    this.simulation = this.region('Simulation');
    this.output = this.region('Execution output');
    this.status = page.getByRole('status', { name: 'Execution status' });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  // --- Opening ---------------------------------------------------------------------------------------------------

  /** Opens the studio for the first time: its first example is drawn. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.states().first()).toBeVisible({ timeout: 30_000 });
  }

  /** Begins an empty workflow. */
  async begin(): Promise<void> {
    await this.run('New');
    await expect(this.states()).toHaveCount(0);
    await expect(this.canvas.getByText('Drop the first state here')).toBeVisible();
  }

  /** Opens a file from the disk by the Open command. */
  async openFile(path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.run('Open');
    await (await chooser).setFiles(path);
    await expect.poll(() => this.text()).toBe(readFileSync(path, 'utf8'));
  }

  /** Drops a file onto the window, as from the desktop. */
  async dropFile(name: string, text: string): Promise<void> {
    const data = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], fileName));
        return transfer;
      },
      [basename(name), text] as const,
    );
    const target = this.page.locator('body');
    await target.dispatchEvent('dragenter', { dataTransfer: data });
    await target.dispatchEvent('dragover', { dataTransfer: data });
    await target.dispatchEvent('drop', { dataTransfer: data });
    await data.dispose();
  }

  // --- Bars, menus, palette --------------------------------------------------------------------------------------

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Command palette' });
  }

  /** Runs an action by its name through the command palette. */
  async run(action: string): Promise<void> {
    await this.button('Command palette').click();
    const input = this.palette.getByRole('combobox');
    await input.fill(`>${action}`);
    // The first result is the best; its name begins with what was asked for.
    await expect(this.palette.getByRole('option').first()).toContainText(action);
    await input.press('Enter');
    await expect(this.palette).toHaveCount(0);
  }

  async mode(name: 'Design' | 'Split' | 'Code'): Promise<void> {
    const radio = this.page
      .getByRole('radiogroup', { name: 'Mode' })
      .getByRole('radio', { name, exact: true });
    await radio.click();
    await expect(radio).toBeChecked();
  }

  async theme(name: 'Light' | 'Dark'): Promise<void> {
    await this.button('Theme').click();
    await this.page
      .getByRole('menuitemradio', { name })
      .or(this.page.getByRole('menuitemcheckbox', { name }))
      .click();
  }

  undo(): Promise<void> {
    return this.button('Undo').click();
  }

  redo(): Promise<void> {
    return this.button('Redo').click();
  }

  // --- Text ------------------------------------------------------------------------------------------------------

  text(): Promise<string> {
    return this.page.evaluate(() => window.__aslStudio?.text() ?? '');
  }

  /** The definition as a value; the text must be JSON. */
  async definition(): Promise<Definition> {
    return JSON.parse(await this.text());
  }

  /** Monaco's own input; the mode must show the editor. */
  get textArea(): Locator {
    return this.editor.getByRole('textbox', { name: 'Definition' });
  }

  async focusText(): Promise<void> {
    await expect(this.textArea).toBeAttached({ timeout: 30_000 });
    await this.textArea.focus();
  }

  /** Replaces the whole text in the editor, as by select all and paste. */
  async pasteText(text: string): Promise<void> {
    await this.mode('Split');
    await this.focusText();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.pasteAtCursor(text);
    await expect.poll(() => this.text()).toBe(text);
  }

  /** A paste event with a text where the focus is. */
  async pasteAtCursor(text: string): Promise<void> {
    await this.page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  // --- Canvas ----------------------------------------------------------------------------------------------------

  states(): Locator {
    return this.canvas.locator('[data-state]');
  }

  /** A state of the workflow itself or of a branch, by its name. */
  state(name: string): Locator {
    return this.canvas.locator(`[data-state$="/States/${escapeName(name)}"]`);
  }

  edge(from: string, to: string): Locator {
    return this.canvas.locator(`[data-edge="/States/${escapeName(from)}->/States/${escapeName(to)}"]`);
  }

  /** Clicks a transition in the middle of its line. */
  async clickEdge(from: string, to: string): Promise<void> {
    const edge = this.edge(from, to);
    // A drawing that comes meanwhile moves the line away from where it was: then it is aimed at again.
    await expect(async () => {
      const middle = await edge
        .locator('path')
        .first()
        .evaluate((path: SVGPathElement) => {
          const at = path.getPointAtLength(path.getTotalLength() / 2);
          const { x, y } = at.matrixTransform(path.getScreenCTM() ?? undefined);
          return { x, y };
        });
      await this.page.mouse.click(middle.x, middle.y);
      await expect(edge).toHaveAttribute('data-selected', 'true', { timeout: 2000 });
    }).toPass();
  }

  place(id: string): Locator {
    return this.canvas.locator(`[data-drop="${id}"]`);
  }

  async select(name: string): Promise<void> {
    const card = this.state(name);
    // As for transitions: what moved away under the pointer is aimed at again.
    await expect(async () => {
      await card.click({ position: { x: 60, y: 12 } });
      await expect(card).toHaveAttribute('aria-current', 'true', { timeout: 2000 });
    }).toPass();
    await expect(this.inspector.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  entry(name: string): Locator {
    return this.browser.getByRole('button', { name, exact: true });
  }

  /** Takes an entry of the states browser up; it hangs at the pointer. */
  async takeUp(entry: string): Promise<void> {
    const source = this.entry(entry);
    await source.scrollIntoViewIfNeeded();
    const from = await boxOf(source);
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + from.width / 2 + 40, from.y + from.height / 2 + 10, { steps: 4 });
    await expect(this.canvas.locator('[data-drop]').first()).toBeVisible();
  }

  /** Moves what hangs at the pointer to a drop place. */
  async moveTo(place: string): Promise<void> {
    const target = this.place(place);
    await expect(target).toBeVisible();
    // The eye follows a place that a new drawing moves.
    await expect(async () => {
      const to = await boxOf(target);
      await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
      await expect(target).toHaveAttribute('data-open', 'true', { timeout: 2000 });
    }).toPass();
  }

  async letGo(): Promise<void> {
    await this.page.mouse.up();
    await expect(this.canvas.locator('[data-drop]')).toHaveCount(0);
  }

  /** Drags an entry of the states browser to a drop place on the canvas. */
  async dropFromBrowser(entry: string, place: string): Promise<void> {
    const before = await this.text();
    await this.takeUp(entry);
    await this.moveTo(place);
    await this.letGo();
    await expect.poll(() => this.text()).not.toBe(before);
    // What was added is selected last of all.
    await expect(this.canvas.locator(`[data-type="${entry}"][aria-current="true"]`)).toBeVisible();
  }

  /** Draws a transition from the lower end of a card to another card. */
  async connect(from: string, to: string): Promise<void> {
    await this.lead(from, to);
    await expect(this.state(to)).toHaveAttribute('data-target', 'yes');
    await this.page.mouse.up();
  }

  /** Takes the lower end of a card and holds it over another card. */
  async lead(from: string, to: string): Promise<void> {
    const { mouse } = this.page;
    await this.state(from).hover();
    const port = await boxOf(this.canvas.locator(`[data-port="/States/${escapeName(from)}"]`));
    await mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await mouse.down();
    const target = await boxOf(this.state(to));
    await mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 10 });
  }

  /** What was begun has been painted, and what waits for that has been done. */
  async painted(): Promise<void> {
    for (let frame = 0; frame < 4; frame++) {
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  }

  restPointer(): Promise<void> {
    return this.page.mouse.move(quietPlace.x, quietPlace.y);
  }

  // --- Inspector -------------------------------------------------------------------------------------------------

  field(name: string): Locator {
    return this.inspector
      .getByRole('textbox', { name, exact: true })
      .or(this.inspector.getByRole('combobox', { name, exact: true }));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.select(from);
    await this.inspector.getByRole('button', { name: 'Rename' }).click();
    const name = this.inspector.getByRole('textbox', { name: 'Name of the state' });
    await name.fill(to);
    await name.press('Enter');
    await expect(this.state(to)).toBeVisible();
  }

  /** Writes a name or another text with suggestions into a field. */
  async choose(field: Locator, value: string): Promise<void> {
    await field.fill(value);
    await field.press('Enter');
    await expect(field).toHaveValue(value);
  }

  /** Chooses from a list of fixed values. */
  async pick(list: Locator, option: string): Promise<void> {
    await list.click();
    // The name, not the line that explains it.
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(option, { exact: true }) })
      .click();
  }

  // --- Running ---------------------------------------------------------------------------------------------------

  async simulationTab(name: string): Promise<void> {
    const tab = this.simulation.getByRole('tab', { name, exact: true });
    if (!(await tab.isVisible())) await this.button('Simulation').click();
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  get input(): Locator {
    return this.page.getByRole('textbox', { name: 'Execution input' });
  }

  async setInput(input: unknown): Promise<void> {
    await this.simulationTab('Input');
    await this.input.fill(typeof input === 'string' ? input : JSON.stringify(input));
  }

  /** Puts the answers of the tasks, by state name, as JSON. */
  async setMocks(mocks: Readonly<Record<string, readonly unknown[]>>): Promise<void> {
    await this.simulationTab('Mocks');
    await this.simulation.getByRole('radio', { name: 'As JSON' }).click();
    await this.simulation.getByRole('textbox', { name: 'Mocks' }).fill(JSON.stringify(mocks));
    await expect(this.simulation.getByText(/^Line \d+/)).toHaveCount(0);
  }

  /** Puts an input and starts. */
  async start(input: unknown): Promise<void> {
    await this.setInput(input);
    await this.button('Start execution').click();
  }

  history(): Promise<readonly HistoryEvent[]> {
    return this.page.evaluate(async () => (await window.__aslStudio?.history()) as HistoryEvent[]);
  }

  /** The output as a value, from what stands in its region. */
  async outputText(): Promise<string> {
    await this.simulationTab('Output');
    await expect(this.output).not.toBeEmpty();
    return ((await this.output.textContent()) ?? '').trim();
  }

  /** Makes the workflow an Express one, whose history has no end. */
  async makeExpress(): Promise<void> {
    await this.page.getByRole('button', { name: /^Format and type/ }).click();
    await this.page
      .getByRole('menuitemradio', { name: /^Express/ })
      .or(this.page.getByRole('menuitemcheckbox', { name: /^Express/ }))
      .click();
  }
}

/** A state's name as a part of its pointer. */
export const escapeName = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Where an element is on the screen; it must be there. */
export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return box;
}
