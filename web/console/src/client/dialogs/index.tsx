// The questions before something is done for a client: each names the client and what follows.

import type { ComponentType } from 'preact';
import type { ActionName } from '../actions';
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
const DIALOGS: Partial<Record<ActionName, ComponentType<DialogProps>>> = {
  invite: InviteDialog,
  sendAgain: InviteDialog,
  newPin: NewPinDialog,
  copyLink: LinkDialog,
  changeMobile: MobileDialog,
  correctEmail: EmailDialog,
  trustEmail: TrustEmailDialog,
  setExpiry: ExpiryDialog,
  handOver: HandOverDialog,
  cancelInvitation: CancelInvitationDialog,
  revoke: RevokeDialog,
};

export function ActionDialog(props: DialogProps) {
  const Dialog = DIALOGS[props.action];
  if (!Dialog) throw new Error(`${props.action} has no dialog`);
  return <Dialog {...props} />;
}
