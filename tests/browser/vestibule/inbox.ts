/** The inbox: what people received, read as JSON. */
import { setTimeout as sleep } from 'node:timers/promises';
import { is, Visitor } from './visitor.js';

/** How long a message may take to arrive, in milliseconds. */
const PATIENCE_MS = 15_000;

export class Inbox {
  readonly #visitor: Visitor;

  constructor(origin: string) {
    this.#visitor = new Visitor(origin);
  }

  /** Everything that was received at this address or number, oldest first. */
  async of(to: string): Promise<Received[]> {
    // Filtered by recipient: the tests of a worker share one inbox.
    const answer = is(200, await this.#visitor.get(`/inbox.json?to=${encodeURIComponent(to)}`));
    return (answer.body as Kept[])
      .filter((kept) => [kept.to].flat()[0] === to)
      .map((kept) => new Received(kept));
  }

  /** The newest message, once there are this many. */
  async newest(to: string, count: number): Promise<Received> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const received = await this.of(to);
      const newest = received.at(-1);
      if (newest && received.length >= count) return newest;
      if (Date.now() > until) {
        throw new Error(`${count} messages to ${to} did not arrive; there are ${received.length}`);
      }
      await sleep(25);
    }
  }
}

interface Kept {
  channel: 'email' | 'sms';
  to: string | string[];
  subject?: string;
  text: string;
  html?: string;
}

/** An e-mail or a text. */
export class Received {
  readonly channel: 'email' | 'sms';
  readonly subject: string;
  readonly text: string;
  readonly html: string;

  constructor(kept: Kept) {
    this.channel = kept.channel;
    this.subject = kept.subject ?? '';
    this.text = kept.text;
    this.html = kept.html ?? '';
  }

  /** The target of an e-mail's link, from the path on: `/i#…`. */
  link(): string {
    const link = this.text.split(/\s+/).find((word) => /^https?:.*#/.test(word));
    if (!link) throw new Error(`There is no link in: ${this.text}`);
    const { pathname, hash } = new URL(link);
    return pathname + hash;
  }

  /** The link to the console in a mail, from the path on: `/console/…`. */
  consoleLink(): string {
    const link = this.text.split(/\s+/).find((word) => /^https?:\/\/[^/]+\/console\//.test(word));
    if (!link) throw new Error(`There is no link to the console in: ${this.text}`);
    const { pathname, search, hash } = new URL(link);
    return pathname + search + hash;
  }

  /** The six digits after the word PIN, whatever its letter. */
  pin(): string {
    const pin = /PIN\D*?(\d{6})(?!\d)/.exec(this.text)?.[1];
    if (!pin) throw new Error(`There is no PIN in: ${this.text}`);
    return pin;
  }
}
