// The questions before something is done for a client: each names the client and what follows.

import type { ComponentType } from 'preact';
import type { Action } from '../actions';
import { CancelInvitationDialog } from './CancelInvitationDialog';
import type { DialogProps } from './dialog';
import { EmailDialog } from './EmailDialog';
import { ExpiryDialog } from './ExpiryDialog';
import { HandOverDialog } from './HandOverDialog';
import { InviteDialog } from './InviteDialog';
import { LinkDialog } from './LinkDialog';
import { MobileDialog } from './MobileDialog';
import { NewPinDialog } from './NewPinDialog';
import { RevokeDialog } from './RevokeDialog';
import { TrustEmailDialog } from './TrustEmailDialog';

/** The dialog of each action that has one. */
const DIALOGS: Partial<Record<Action, ComponentType<DialogProps>>> = {
  invite: InviteDialog,
  'send-again': InviteDialog,
  'new-pin': NewPinDialog,
  'copy-link': LinkDialog,
  'change-mobile': MobileDialog,
  'correct-email': EmailDialog,
  'trust-address': TrustEmailDialog,
  'set-expiry': ExpiryDialog,
  'hand-over': HandOverDialog,
  'cancel-invitation': CancelInvitationDialog,
  revoke: RevokeDialog,
};

export function ActionDialog(props: DialogProps) {
  const Dialog = DIALOGS[props.action];
  if (!Dialog) throw new Error(`${props.action} has no dialog`);
  return <Dialog {...props} />;
}
