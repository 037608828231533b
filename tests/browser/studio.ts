import { type ConsoleMessage, expect, type Locator, type Page } from '@playwright/test';

/** The studio as a user drives it: by roles, names and what is on the screen. */
export class StudioPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly browser: Locator;
  readonly inspector: Locator;
  readonly editor: Locator;
  readonly problems: Locator;
  readonly simulation: Locator;
  readonly status: Locator;
  /** What the page reported as an error since it was opened. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    const region = (name: string) => page.getByRole('region', { name, exact: true });
    this.canvas = region('Canvas');
    this.browser = region('States browser');
    this.inspector = region('Inspector');
    this.editor = region('Editor');
    this.problems = region('Problems');
    this.simulation = region('Simulation');
    this.status = page.getByRole('status', { name: 'Execution status' });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Opens the studio for the first time: its first example is drawn. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.states().first()).toBeVisible();
  }

  states(): Locator {
    return this.canvas.locator('[data-state]');
  }

  state(name: string): Locator {
    return this.canvas.locator(`[data-state$="/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}"]`);
  }

  edge(from: string, to: string): Locator {
    return this.canvas.locator(`[data-edge="/States/${from}->/States/${to}"]`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Runs an action by name through the command palette. */
  async run(action: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const input = this.page.getByRole('combobox', { name: /command/i }).last();
    await input.fill(action);
    await this.page.getByRole('option', { name: action }).first().click();
  }

  /** Begins an empty workflow. */
  async begin(): Promise<void> {
    await this.run('New');
    await expect(this.states()).toHaveCount(0);
  }

  async mode(name: 'Design' | 'Split' | 'Code'): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).click();
  }

  text(): Promise<string> {
    return this.page.evaluate(() => window.__aslStudio?.text() ?? '');
  }

  /** The definition as a value; the text must be JSON. */
  async definition(): Promise<{ StartAt?: string; States: Record<string, Record<string, unknown>> }> {
    return JSON.parse(await this.text());
  }

  history(): Promise<readonly { readonly type: string; readonly id: number }[]> {
    return this.page.evaluate(async () => (await window.__aslStudio?.history()) as { type: string; id: number }[]);
  }

  /** Replaces the whole text in the editor, as by select all and paste. */
  async pasteText(text: string): Promise<void> {
    await this.mode('Split');
    const area = this.editor.getByRole('textbox', { name: 'Definition' });
    await expect(area).toBeAttached({ timeout: 20_000 });
    await area.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
    await expect.poll(() => this.text()).toBe(text);
  }

  /** Drags an entry of the states browser to a drop place on the canvas. */
  async dropFromBrowser(entry: string, place: string): Promise<void> {
    const source = this.browser.getByRole('button', { name: entry, exact: true });
    const from = await source.boundingBox();
    if (!from) throw new Error(`The entry ${entry} is not on the screen`);
    const { mouse } = this.page;
    await mouse.move(from.x + 30, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + 60, from.y + from.height / 2 + 10, { steps: 4 });
    const target = this.canvas.locator(`[data-drop="${place}"]`);
    await expect(target).toBeVisible();
    const to = await target.boundingBox();
    if (!to) throw new Error(`The place ${place} is not on the screen`);
    await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
    await mouse.up();
    await expect(this.canvas.locator('[data-drop]')).toHaveCount(0);
  }

  /** Puts an input and starts. */
  async start(input: unknown): Promise<void> {
    await this.simulationTab('Input');
    const box = this.page.getByRole('textbox', { name: 'Execution input' });
    await box.fill(typeof input === 'string' ? input : JSON.stringify(input));
    await this.button('Start execution').click();
  }

  async simulationTab(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name, exact: true });
    if (!(await tab.isVisible())) await this.button('Simulation').click();
    await tab.click();
  }
}
