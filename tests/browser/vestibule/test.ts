/**
 * The base of every browser test. A spec imports `test` and `expect` from here and reads as prose:
 *
 *     test('P7 the PIN texted is the PIN that the adviser sees', async ({ ada, page }) => {
 *       const nora = await ada.adds(aClientWithMobile());
 *       await ada.invites(nora);
 *       await nora.opensLink(page);
 *       …
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { type Device, PlaywrightDevice, picture } from './device.js';
import { type Engine, Guards } from './guards.js';
import { Keyboard } from './keyboard.js';
import { expectFlawless } from './lighthouse.js';
import { Firm, type Staff } from './people.js';
import { Runner } from './runner.js';
import { WebKit } from './webkit.js';

export { expect } from '@playwright/test';
export { expectAccessible } from './axe.js';
export type { Device } from './device.js';
export type { Client, Firm, Staff } from './people.js';
export {
  aClientWithMobile,
  aClientWithoutMobile,
  NewClient,
  OTHER_PASSWORD,
  PASSWORD,
} from './people.js';

/** A cheap phone, in portrait. */
export const onAPhone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
} as const;

export interface Options {
  /** Which engine `device` belongs to. WebKit has no `page`. */
  engine: Engine;
}

interface Fixtures {
  /** The running Vestibule: its clock, faults and inbox. */
  vestibule: Runner;
  /** A firm of the test's own. */
  firm: Firm;
  /** The firm's first admin. */
  ada: Staff;
  /** What no page may do; a test excuses here what it causes on purpose. */
  guards: Guards;
  /** Opens another person's browser beside `page`, under the same guards. */
  openBrowser: () => Promise<Page>;
  /** One person's device, in whichever engine. */
  device: Device;
  /** Opens another person's device beside `device`, with separate cookies. */
  openDevice: () => Promise<Device>;
  /** Checks that `page` is flawless as far as Lighthouse can tell; in `*.lighthouse.ts`. */
  expectFlawless: (page: Page) => Promise<void>;
  /** The keys of `page`, counted. */
  keyboard: Keyboard;
  /** Keeps a screenshot under `shots/` for review. */
  shot: (of: Page | Device, name: string) => Promise<void>;
}

interface Shared {
  runners: Lazy<Runner>;
  /** For devices: the project's browser, started when the first device is opened. */
  engines: { playwright: Lazy<Browser>; webkit: Lazy<WebKit> };
}

/** A value that is created when first needed. */
interface Lazy<T> {
  get(): Promise<T>;
  /** Ends it; the next use creates a new one. */
  end(): Promise<void>;
}

export const test = base.extend<Fixtures, Shared & Options>({
  engine: ['chromium', { option: true, scope: 'worker' }],

  runners: [
    async ({ engine }, use) => {
      // WebKit accepts no Secure cookie on http://localhost.
      const secure = engine === 'webkit';
      const runners = lazy(
        () => Runner.start({ secure }),
        (runner) => runner.stop(),
      );
      await use(runners);
      await runners.end();
    },
    { scope: 'worker' },
  ],

  engines: [
    async ({ playwright, browserName }, use) => {
      const engines = {
        playwright: lazy(
          () => playwright[browserName].launch(),
          (browser) => browser.close(),
        ),
        webkit: lazy(
          () => WebKit.start(),
          (webkit) => webkit.stop(),
        ),
      };
      await use(engines);
      await engines.playwright.end();
      await engines.webkit.end();
    },
    { scope: 'worker' },
  ],

  vestibule: async ({ runners }, use, testInfo) => {
    const runner = await runners.get();
    const before = (await runner.log()).length;
    await use(runner);
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = (await runner.log()).slice(before);
      await testInfo.attach('log.jsonl', { body, contentType: 'application/x-ndjson' });
    }
    // The next test finds the machine's time and no pending faults.
    if (runner.isDisturbed) await runners.end();
  },

  baseURL: async ({ vestibule }, use) => use(vestibule.origin),

  firm: async ({ vestibule }, use) => use(await Firm.create(vestibule)),

  ada: async ({ firm }, use) => use(firm.ada),

  guards: async ({ engine }, use) => {
    const guards = new Guards(engine);
    await use(guards);
    guards.check();
  },

  context: async ({ context, engine, guards, vestibule }, use) => {
    if (engine === 'webkit') throw new Error('In WebKit there is no `page`, only `device`.');
    await guards.watch(context, vestibule.origin);
    await use(context);
    await guards.leave(context);
  },

  openBrowser: async ({ browser, guards, vestibule }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: vestibule.origin });
      opened.push(context);
      await guards.watch(context, vestibule.origin);
      return context.newPage();
    });
    for (const context of opened) {
      await guards.leave(context);
      await context.close();
    }
  },

  openDevice: async ({ engine, engines, guards, vestibule }, use) => {
    const opened: { close(): Promise<void> }[] = [];
    await use(async () => {
      if (engine === 'webkit') {
        const device = await (await engines.webkit.get()).opens(vestibule.origin, guards);
        opened.push(device);
        return device;
      }
      const context = await (await engines.playwright.get()).newContext({
        baseURL: vestibule.origin,
      });
      opened.push({
        close: async () => {
          await guards.leave(context);
          await context.close();
        },
      });
      await guards.watch(context, vestibule.origin);
      return new PlaywrightDevice(await context.newPage(), guards);
    });
    for (const device of opened) await device.close();
  },

  device: async ({ openDevice }, use) => use(await openDevice()),

  expectFlawless: async ({ launchOptions }, use) => {
    const port = launchOptions.args?.join(' ').match(/--remote-debugging-port=(\d+)/)?.[1];
    if (!port)
      throw new Error('Lighthouse runs in the project `lighthouse`: name the file *.lighthouse.ts');
    await use((page) => expectFlawless(page, Number(port)));
  },

  keyboard: async ({ page }, use) => use(new Keyboard(page)),

  shot: async ({ guards }, use, testInfo) => {
    const folder = join(import.meta.dirname, '../shots', testInfo.project.name);
    await use(async (of, name) => {
      const png = await ('picture' in of ? of.picture() : picture(of, guards));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${name}.png`), png);
    });
  },
});

function lazy<T>(make: () => Promise<T>, unmake: (made: T) => Promise<void>): Lazy<T> {
  let made: Promise<T> | undefined;
  return {
    get: () => (made ??= make()),
    end: async () => {
      const ending = made;
      made = undefined;
      // A value that could not be created needs no end.
      const it = await ending?.catch(() => undefined);
      if (it !== undefined) await unmake(it);
    },
  };
}
