/**
 * WebKit, the engine of Safari: Debian's WebKitGTK under Xvfb, driven through plain W3C WebDriver,
 * since Playwright drives only a build of its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { violations } from './axe.js';
import type { Guards } from './guards.js';
import { PATIENCE_MS, whole, type Device } from './device.js';

/** Where Debian's package `libwebkit2gtk-4.1-0` puts its small browser, by architecture. */
const MINI_BROWSERS = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);
/** The name under which WebDriver hands out an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** Keys without a character have code points of WebDriver's own. */
const KEYS: Record<string, string> = { Tab: '\uE004', Enter: '\uE007' };

/** A WebKitWebDriver with an X server of its own. */
export class WebKit {
  private constructor(
    readonly address: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async start(): Promise<WebKit> {
    const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const processes: ChildProcess[] = [display];
    try {
      const number = await firstLine(display);
      const port = await freePort();
      const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
        env: { ...process.env, DISPLAY: `:${number}` },
        stdio: 'ignore',
      });
      processes.push(driver);
      await started(driver);
      const webkit = new WebKit(`http://127.0.0.1:${port}`, processes);
      await webkit.#ready();
      return webkit;
    } catch (error) {
      for (const process of processes) process.kill();
      throw error;
    }
  }

  async stop(): Promise<void> {
    for (const process of this.processes.toReversed()) process.kill();
  }

  /** A new browser without cookies, and its device. */
  async opens(origin: string, guards: Guards): Promise<WebKitDevice> {
    const binary = MINI_BROWSERS.find((path) => existsSync(path));
    const options = { binary, args: ['--automation'] };
    const wanted = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': options };
    const made = await ask(this.address, 'POST', '/session', { capabilities: { alwaysMatch: wanted } });
    return new WebKitDevice(`${this.address}/session/${made.sessionId}`, origin, guards);
  }

  async #ready(): Promise<void> {
    await until('WebKitWebDriver answers', async () => {
      const status = await ask(this.address, 'GET', '/status').catch(() => undefined);
      return status?.ready === true;
    });
  }
}

/** A device of WebKit. */
export class WebKitDevice implements Device {
  constructor(
    private readonly session: string,
    private readonly origin: string,
    private readonly guards: Guards,
  ) {}

  async goto(address: string): Promise<void> {
    await this.#report();
    await this.#ask('POST', '/url', { url: new URL(address, this.origin).href });
    await this.#listen();
  }

  async reload(): Promise<void> {
    await this.#report();
    await this.#ask('POST', '/refresh', {});
    await this.#listen();
  }

  async goesBack(): Promise<void> {
    await this.#report();
    await this.#ask('POST', '/back', {});
    await this.#listen();
  }

  async fills(label: string, text: string): Promise<void> {
    const field = await this.#finds('a field', 'input, select, textarea', label);
    await this.#ask('POST', `/element/${field}/clear`, {});
    await this.#ask('POST', `/element/${field}/value`, { text });
  }

  async presses(button: string): Promise<void> {
    const found = await this.#finds('a button', 'button, [role=button], summary', button);
    await this.#ask('POST', `/element/${found}/click`, {});
  }

  async follows(link: string): Promise<void> {
    const found = await this.#finds('a link', 'a[href]', link);
    await this.#ask('POST', `/element/${found}/click`, {});
  }

  async types(keys: string): Promise<void> {
    const actions = Array.from(KEYS[keys] ? [KEYS[keys]] : keys).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async showsHeading(name: string | RegExp): Promise<void> {
    await this.#finds('a heading', 'h1, h2, h3, h4, [role=heading]', name);
  }

  async shows(words: string | RegExp): Promise<void> {
    let text = '';
    const fits = () => (words instanceof RegExp ? words.test(text) : text.includes(words));
    await until(() => `${words} is shown. Shown is:\n${text}`, async () => {
      text = squeezed(String(await this.#run('return document.body.innerText')));
      return fits();
    });
  }

  async isAt(path: string | RegExp): Promise<void> {
    let at = '';
    await until(() => `the path is ${path}; it is ${at}`, async () => {
      at = (await this.address()).pathname;
      return whole(path).test(at);
    });
  }

  async address(): Promise<URL> {
    return new URL(await this.#ask('GET', '/url'));
  }

  async title(): Promise<string> {
    return this.#ask('GET', '/title');
  }

  async valueOf(label: string): Promise<string> {
    const field = await this.#finds('a field', 'input, select, textarea', label);
    return this.#ask('GET', `/element/${field}/property/value`);
  }

  async violations(): Promise<string[]> {
    // A script's own promise is awaited by WebDriver.
    return violations((script) => this.#run(`return ${script}`));
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.#ask('GET', '/screenshot'), 'base64');
  }

  async close(): Promise<void> {
    await this.#report();
    await ask(this.session, 'DELETE', '');
  }

  /** The one element that can be seen, among these, whose accessible name is this. */
  async #finds(what: string, among: string, name: string | RegExp): Promise<string> {
    let names: string[] = [];
    let found: string | undefined;
    await until(() => `there is ${what} "${name}". There are: ${names.join(', ')}`, async () => {
      const seen = await this.#run(
        `return [...document.querySelectorAll(arguments[0])].filter((it) => it.checkVisibility({ visibilityProperty: true }))`,
        among,
      );
      const elements = (seen as Record<string, string>[]).map((element) => String(element[ELEMENT]));
      // Between two questions the page may have drawn anew; then they are asked again.
      const asked = elements.map((id) => this.#ask('GET', `/element/${id}/computedlabel`));
      const labels = await Promise.all(asked).catch(() => undefined);
      if (!labels) return false;
      names = labels.map(squeezed);
      const fitting = elements.filter((_, at) => whole(name).test(names[at] ?? ''));
      found = fitting[0];
      return fitting.length === 1;
    });
    return found ?? '';
  }

  async #run(script: string, ...args: unknown[]): Promise<unknown> {
    return this.#ask('POST', '/execute/sync', { script, args });
  }

  /** From here on the document keeps what the guards want to know. */
  async #listen(): Promise<void> {
    await this.#run(`
      if (window.troubles) return;
      window.troubles = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.troubles.push({ kind: 'policy', what: event.violatedDirective + ' ' + event.blockedURI }));
      window.addEventListener('error', (event) =>
        window.troubles.push({ kind: 'exception', what: event.message }));
      window.addEventListener('unhandledrejection', (event) =>
        window.troubles.push({ kind: 'exception', what: String(event.reason) }));`);
  }

  async #report(): Promise<void> {
    const troubles = await this.#run('return (window.troubles || []).splice(0)');
    for (const trouble of troubles as Parameters<Guards['note']>[0][]) this.guards.note(trouble);
  }

  #ask(method: string, path: string, body?: unknown): Promise<any> {
    return ask(this.session, method, path, body);
  }
}

async function ask(base: string, method: string, path: string, body?: unknown): Promise<any> {
  const options = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(base + path, options);
  const { value } = (await response.json()) as { value: any };
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

async function until(what: string | (() => string), holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${typeof what === 'string' ? what : what()}`);
    await sleep(50);
  }
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What Xvfb writes to its descriptor 3: the number of the display that it took. */
async function firstLine(process: ChildProcess): Promise<string> {
  await started(process);
  return new Promise((resolve, reject) => {
    process.stdio[3]?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    process.once('exit', () => reject(new Error('Xvfb ended at once')));
  });
}

async function started(process: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    process.once('spawn', resolve);
    process.once('error', reject);
  });
}

/** WebKitWebDriver takes a port, not "any". */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
