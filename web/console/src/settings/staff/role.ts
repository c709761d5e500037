import type { Schemas } from '@vestibule/kit';

/** The roles that staff can have. */
export type Role = Schemas['StaffRole'];
