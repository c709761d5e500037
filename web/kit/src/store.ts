// What the browser keeps for a page. Where it keeps nothing (private windows, blocked storage), the
// page goes on with what it has in memory.

type Where = 'local' | 'session';

const PREFIX = 'vestibule.';
const memory = new Map<string, string>();

function storage(where: Where): Storage {
  return where === 'local' ? localStorage : sessionStorage;
}

/** Reads a value: `session` is this tab's, `local` this browser's. */
export function read(where: Where, key: string): string | undefined {
  try {
    return storage(where).getItem(PREFIX + key) ?? undefined;
  } catch {
    return memory.get(where + key);
  }
}

/** Keeps a value; `undefined` forgets it. */
export function write(where: Where, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage(where).removeItem(PREFIX + key);
    else storage(where).setItem(PREFIX + key, value);
  } catch {
    if (value === undefined) memory.delete(where + key);
    else memory.set(where + key, value);
  }
}

/** The keys that begin so, without the prefix of all. */
export function keys(where: Where, beginning: string): string[] {
  try {
    return Object.keys(storage(where))
      .filter((key) => key.startsWith(PREFIX + beginning))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
