// What every dialog of a client's page is given.

import type { Problem, Schemas } from '@vestibule/kit';
import type { Colleague } from '../../colleagues';
import type { Action } from '../actions';

export interface DialogProps {
  action: Action;
  client: Schemas['ClientView'];
  /** The invitation's link, for the dialog that shows it. */
  link: string;
  colleagues: readonly Colleague[];
  onClient: (client: Schemas['ClientView']) => void;
  /** Opens another dialog in place of this one. */
  onNext: (action: Action) => void;
  onClose: () => void;
}

/** Has the dialog show what the page itself refuses in the same way as what the server refuses. */
export const fieldsRefused: Problem = { kind: 'fields-refused', status: 422, fields: {}, more: {} };
