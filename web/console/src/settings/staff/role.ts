/** The roles that staff can have. */
export type Role = 'adviser' | 'firm-admin';
