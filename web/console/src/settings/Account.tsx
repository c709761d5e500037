// The account of the person who is signed in, and the ways to sign out.

import { Button, Failure, Link, type Problem, read, useAction, write } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { Confirm } from '../components/Confirm';
import { Moment } from '../components/Moment';
import { signOut, useMe, useSession } from '../session';
import { named, useStrings } from '../strings';

export function Account() {
  const { strings } = useStrings();
  const me = useMe();
  const { endsAt } = useSession();
  const [trouble, setTrouble] = useState<Problem>();
  const [confirming, setConfirming] = useState(false);
  const [keys, setKeys] = useState(read('local', 'shortcuts') !== 'off');
  const here = useAction(async () => setTrouble(await signOut()));
  return (
    <>
      <section class="card">
        <dl class="facts">
          <dt>{strings.name}</dt>
          <dd>{me.name}</dd>
          <dt>{strings.email}</dt>
          <dd>{me.email}</dd>
          <dt>{strings.role}</dt>
          <dd>{named(strings.roles, me.role)}</dd>
          <dt>{strings.firm}</dt>
          <dd>{me.firm.name}</dd>
          <dt>{strings.sessionEnds}</dt>
          <dd>
            <Moment at={new Date(endsAt).toISOString()} />
          </dd>
        </dl>
      </section>
      <section class="card">
        <h2>{strings.signOut}</h2>
        {trouble && <Failure problem={trouble} again={here.run} />}
        <p class="buttons">
          <Button busy={here.busy} onClick={here.run}>
            {strings.signOut}
          </Button>
          <Button kind="secondary" onClick={() => setConfirming(true)}>
            {strings.signOutEverywhere}
          </Button>
        </p>
        <p class="hint">
          {strings.changePassword} <Link href="/console/forgot">{strings.forgotTitle}</Link>
        </p>
      </section>
      <section class="card">
        <h2>{strings.shortcuts}</h2>
        <label class="option">
          <input
            type="checkbox"
            checked={keys}
            onChange={(event) => {
              setKeys(event.currentTarget.checked);
              write('local', 'shortcuts', event.currentTarget.checked ? undefined : 'off');
            }}
          />
          <span>{strings.shortcutsOn}</span>
        </label>
      </section>
      {confirming && (
        <Confirm
          title={strings.signOutEverywhere}
          does={strings.signOutEverywhere}
          onClose={() => setConfirming(false)}
          onDo={() => signOut('everywhere')}
        >
          <p>{strings.signOutEverywhereLead}</p>
        </Confirm>
      )}
    </>
  );
}
