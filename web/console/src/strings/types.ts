import type { SameKeys } from '@vestibule/kit';
import type { en } from './en';

/** Every string of the console, in any language. */
export type ConsoleStrings = SameKeys<typeof en>;
