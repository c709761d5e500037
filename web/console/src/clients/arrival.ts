// What the page of a client says once, to whoever comes there from adding or changing one.

import type { Schemas } from '@vestibule/kit';

export interface Arrival {
  warnings: Schemas['WarningView'][];
}

let arrival: { client: string; what: Arrival } | undefined;

export function arriveAt(client: string, what: Arrival): void {
  arrival = { client, what };
}

/** Taken once. */
export function takeArrival(client: string): Arrival | undefined {
  const found = arrival?.client === client ? arrival.what : undefined;
  arrival = undefined;
  return found;
}
