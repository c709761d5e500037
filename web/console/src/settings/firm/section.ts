// What every section of the firm's settings is given.

import type { FieldErrors } from '@vestibule/kit';
import type { Draft } from './draft';

export interface SectionProps {
  draft: Draft;
  errors: FieldErrors;
  /** Firm admins may change settings; advisers only see them. */
  admin: boolean;
  set: (change: Partial<Draft>) => void;
}
