// What staff do on a client's page: at once, in a dialog, or on a page of its own.

import { go, type Problem, useAction } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useStrings } from '../strings';
import type { Action } from './actions';
import { runAction } from './clientActions';
import { SHOWN_MS, type ShownPin } from './Pin';
import type { ClientPageData } from './useClientPage';

/** These are done as soon as they are pressed: they can be undone, or have nothing to undo. */
const IMMEDIATE: readonly Action[] = ['show-pin', 'copy-link', 'mark-helped', 'archive', 'restore'];

export interface ClientActions {
  /** Starts an action in its usual way. */
  start: (action: Action) => void;
  /** Runs an action without a question before it. */
  run: (action: Action) => void;
  busy: boolean;
  /** Why the last action was refused. */
  refused: Problem | undefined;
  /** The action whose dialog is open. */
  dialog: Action | undefined;
  /** The link that the dialog of `copy-link` shows. */
  link: string;
  openDialog: (action: Action) => void;
  closeDialog: () => void;
  /** The PIN while it is shown. */
  pin: ShownPin | undefined;
  hidePin: () => void;
}

export function useClientActions(id: string, page: ClientPageData): ClientActions {
  const { client, setClient, refresh } = page;
  const { strings } = useStrings();
  const [dialog, setDialog] = useState<Action>();
  const [refused, setRefused] = useState<Problem>();
  const [pin, setPin] = useState<ShownPin>();
  const [link, setLink] = useState('');

  const { busy, run } = useAction(async (action: Action) => {
    if (!client) return;
    setRefused(undefined);
    const problem = await runAction(strings, client, action, {
      onClient: setClient,
      onPin: (shown) => {
        setPin({ ...shown, until: Date.now() + SHOWN_MS });
        requestAnimationFrame(() => document.getElementById('pin-digits')?.focus());
      },
      onLinkNotCopied: (found) => {
        setLink(found);
        setDialog('copy-link');
      },
    });
    setRefused(problem);
    await refresh();
    keepFocus();
  });
  const start = (action: Action) => {
    if (action === 'edit') go(`/console/clients/${id}/edit`);
    else if (action === 'print-letter') go(`/console/clients/${id}/letter`);
    else if (IMMEDIATE.includes(action)) run(action);
    else setDialog(action);
  };
  const closeDialog = () => {
    setDialog(undefined);
    void refresh().then(keepFocus);
  };
  const hidePin = () => setPin(undefined);
  return {
    start,
    run,
    busy,
    refused,
    dialog,
    link,
    openDialog: setDialog,
    closeDialog,
    pin,
    hidePin,
  };
}

/**
 * Moves the focus to the heading where the element that had it is gone, such as a pressed button.
 */
function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>('main h1')?.focus();
    }
  });
}
