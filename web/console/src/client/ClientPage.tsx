// A client: who they are, where they stand, what happened, and what helps.

import { Failure, Notice, Spinner } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { MissingClient } from '../components/MissingClient';
import { Refusal } from '../components/Refusal';
import { named, useStrings } from '../strings';
import { type Action, foremost, rescues } from './actions';
import { ClientHead } from './ClientHead';
import { ActionDialog } from './dialogs';
import { Facts } from './Facts';
import { takeFlash } from './flash';
import { MoreActions } from './MoreActions';
import { Rescue } from './Rescue';
import { TimelineCard } from './TimelineCard';
import { useClientActions } from './useClientActions';
import { useClientPage } from './useClientPage';
import { Warnings } from './Warnings';

export function ClientPage({ id, help }: { id: string; help: string | undefined }) {
  const { strings } = useStrings();
  const page = useClientPage(id);
  const actions = useClientActions(id, page);
  const [flash] = useState(() => takeFlash(id));
  const { client, timeline, names, trouble } = page;
  const { start, refused } = actions;
  if (!client) {
    if (trouble?.status === 404 || trouble?.status === 400) return <MissingClient />;
    return trouble ? <Failure problem={trouble} again={page.load} /> : <Spinner />;
  }
  const first = foremost(client);
  const stuck = help !== undefined || client.help.state !== 'none';
  const about = client.help.state === 'blocked' ? 'blocked' : (client.help.on ?? help);
  const offered = stuck ? rescues(client, about) : [];
  const elsewhere: readonly (Action | undefined)[] = [first, 'show-pin', 'mark-helped'];
  // An action that is newer than this page has no name here, and no dialog.
  const rest = client.actions.filter(
    (one) => !elsewhere.includes(one) && named(strings.actions, one) !== undefined,
  );
  return (
    <div class="client-view">
      <ClientHead client={client} first={stuck ? undefined : first} onStart={start} />
      {page.stale && (
        <Notice tone="warning">
          <p>{strings.behind}</p>
        </Notice>
      )}
      {flash && <Warnings warnings={flash.warnings} />}
      {stuck && (
        <Rescue
          client={client}
          notice={help}
          about={about}
          offered={offered}
          lines={timeline?.lines ?? []}
          names={names}
          refused={refused}
          onAtOnce={actions.run}
          onAsk={actions.openDialog}
        />
      )}
      {refused && !stuck && <Refusal problem={refused} />}
      <div class="two">
        <Facts client={client} actions={actions} />
        <TimelineCard
          id={id}
          known={timeline}
          names={names}
          offered={offered}
          onMore={page.setTimeline}
          onFix={start}
        />
        <MoreActions actions={rest} onStart={start} />
      </div>
      {actions.dialog && (
        <ActionDialog
          action={actions.dialog}
          client={client}
          link={actions.link}
          colleagues={page.colleagues}
          onClient={page.setClient}
          onNext={actions.openDialog}
          onClose={actions.closeDialog}
        />
      )}
    </div>
  );
}
