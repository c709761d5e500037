/**
 * A person's device: what they read on it and do with it, in terms that hold in every engine. The
 * main journeys use it, so the same text runs in Chromium, Firefox and WebKit.
 */
import { expect, type Page } from '@playwright/test';
import { violations } from './axe.js';
import type { Guards } from './guards.js';

export interface Device {
  /** Goes to a path of the runner's, or to an address. */
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  goesBack(): Promise<void>;
  /** Types into the field with this label, replacing its content. */
  fills(label: string, text: string): Promise<void>;
  /** Presses the button with this name. */
  presses(button: string): Promise<void>;
  /** Follows the link with this name. */
  follows(link: string): Promise<void>;
  /** Presses keys: `Tab`, `Enter`, or text to type into the focused element. */
  types(keys: string): Promise<void>;
  /** Waits until a heading of this name can be seen. */
  showsHeading(name: string | RegExp): Promise<void>;
  /** Waits until these words can be seen somewhere. */
  shows(words: string | RegExp): Promise<void>;
  /** Waits until the address has this path. */
  isAt(path: string | RegExp): Promise<void>;
  /** The whole address. */
  address(): Promise<URL>;
  title(): Promise<string>;
  /** The content of the field with this label. */
  valueOf(label: string): Promise<string>;
  /** Axe's findings, one line each. */
  violations(): Promise<string[]>;
  /** A screenshot of the visible part, as PNG. */
  picture(): Promise<Buffer>;
}

/** How long a person waits for something to appear, in milliseconds. */
export const PATIENCE_MS = 10_000;

/** A device of Chromium or Firefox. */
export class PlaywrightDevice implements Device {
  constructor(
    readonly page: Page,
    private readonly guards: Guards,
  ) {}

  async goto(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async goesBack(): Promise<void> {
    await this.page.goBack();
  }

  async fills(label: string, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    // As a person does it: over BiDi, `fill` alone would append to the content of Firefox's field.
    await field.press('ControlOrMeta+a');
    await field.press('Delete');
    await field.fill(text);
  }

  async presses(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  async follows(link: string): Promise<void> {
    await this.page.getByRole('link', { name: link, exact: true }).click();
  }

  async types(keys: string): Promise<void> {
    if (keys === 'Tab' || keys === 'Enter') await this.page.keyboard.press(keys);
    else await this.page.keyboard.type(keys);
  }

  async showsHeading(name: string | RegExp): Promise<void> {
    const heading = this.page.getByRole('heading', { name, exact: true });
    await expect(heading).toBeVisible({ timeout: PATIENCE_MS });
  }

  async shows(words: string | RegExp): Promise<void> {
    await expect(this.page.locator('body')).toContainText(words, {
      timeout: PATIENCE_MS,
      useInnerText: true,
    });
  }

  async isAt(path: string | RegExp): Promise<void> {
    await expect
      .poll(async () => (await this.address()).pathname, { timeout: PATIENCE_MS })
      .toMatch(whole(path));
  }

  async address(): Promise<URL> {
    return new URL(this.page.url());
  }

  async title(): Promise<string> {
    return this.page.title();
  }

  async valueOf(label: string): Promise<string> {
    return this.page.getByLabel(label, { exact: true }).inputValue();
  }

  async violations(): Promise<string[]> {
    return violations((script) => this.page.evaluate(script));
  }

  async picture(): Promise<Buffer> {
    return picture(this.page, this.guards);
  }
}

/** A screenshot of a whole page. */
export function picture(page: Page, guards: Guards): Promise<Buffer> {
  // In Firefox, Playwright adds a style for it, which the page's policy forbids.
  return guards.aside(() => page.screenshot({ fullPage: true }));
}

/** A pattern that matches only a whole text. */
export function whole(words: string | RegExp): RegExp {
  if (words instanceof RegExp) return words;
  return new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
