// What a client's page shows once, after the client was added or changed.

import type { Schemas } from '@vestibule/kit';

export interface Flash {
  warnings: Schemas['WarningView'][];
}

let flash: { client: string; what: Flash } | undefined;

export function keepFlash(client: string, what: Flash): void {
  flash = { client, what };
}

/** Returns the flash of a client, once. */
export function takeFlash(client: string): Flash | undefined {
  const found = flash?.client === client ? flash.what : undefined;
  flash = undefined;
  return found;
}
