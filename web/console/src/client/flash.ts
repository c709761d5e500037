// What the page of a client says once, to whoever comes there from adding or changing one.

import type { Schemas } from '@vestibule/kit';

export interface Flash {
  warnings: Schemas['WarningView'][];
}

let flash: { client: string; what: Flash } | undefined;

export function keepFlash(client: string, what: Flash): void {
  flash = { client, what };
}

/** Taken once. */
export function takeFlash(client: string): Flash | undefined {
  const found = flash?.client === client ? flash.what : undefined;
  flash = undefined;
  return found;
}
