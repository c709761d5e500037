/** A person without a mouse: only keys, and every key counted. */
import { expect, type Page } from '@playwright/test';

/** How many stops a page may have before a search by Tab fails. */
const MOST_STOPS = 60;

export class Keyboard {
  /** The number of keys pressed so far; each character of a text counts as one. */
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }

  async types(text: string): Promise<void> {
    this.pressed += text.length;
    await this.page.keyboard.type(text);
  }

  /** Presses Tab until the element of this role and name has a visible focus. */
  async reaches(
    role: 'button' | 'link' | 'textbox' | 'checkbox' | 'radio' | 'combobox' | 'searchbox',
    name: string | RegExp,
  ): Promise<void> {
    const wanted = this.page.getByRole(role, {
      name,
      ...(typeof name === 'string' && { exact: true }),
    });
    await this.#tabsTo(wanted.and(this.page.locator(':focus')), `${role} ${name}`);
  }

  /** The same for a field by its label, whatever its role: a password field has none. */
  async reachesField(label: string | RegExp): Promise<void> {
    const wanted = this.page.getByLabel(label, {
      ...(typeof label === 'string' && { exact: true }),
    });
    await this.#tabsTo(wanted.and(this.page.locator(':focus')), `the field ${label}`);
  }

  /** Reaches a field and types into it. */
  async fills(label: string | RegExp, text: string): Promise<void> {
    await this.reachesField(label);
    await this.types(text);
  }

  async #tabsTo(focused: ReturnType<Page['locator']>, what: string): Promise<void> {
    for (let stops = 0; !(await focused.count()); stops += 1) {
      expect(stops, `${what} is reached by Tab`).toBeLessThan(MOST_STOPS);
      await this.press('Tab');
    }
    // The focus style may fade in.
    const message = `the focus on ${what} can be seen`;
    await expect.poll(() => focused.evaluate(isMarked), { message, timeout: 2_000 }).toBe(true);
  }
}

/** Whether an element shows its focus by an outline or a shadow. */
function isMarked(element: Element): boolean {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
}
