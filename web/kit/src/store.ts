// Values that the browser stores for a page. Where storage is unavailable (private windows, blocked
// storage), they are kept in memory.

type Where = 'local' | 'session';

const PREFIX = 'vestibule.';
const memory = new Map<string, string>();

function storage(where: Where): Storage {
  return where === 'local' ? localStorage : sessionStorage;
}

/** Reads a value; `session` is stored for this tab, `local` for this browser. */
export function read(where: Where, key: string): string | undefined {
  try {
    return storage(where).getItem(PREFIX + key) ?? undefined;
  } catch {
    return memory.get(where + key);
  }
}

/** Stores a value; `undefined` deletes it. */
export function write(where: Where, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage(where).removeItem(PREFIX + key);
    else storage(where).setItem(PREFIX + key, value);
  } catch {
    if (value === undefined) memory.delete(where + key);
    else memory.set(where + key, value);
  }
}

/** Returns the keys that begin with this text, without the common prefix. */
export function keys(where: Where, beginning: string): string[] {
  try {
    return Object.keys(storage(where))
      .filter((key) => key.startsWith(PREFIX + beginning))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
