// One's own account: who is signed in, and the ways out.

import { Button, Failure, Link, type Problem, read, useOnce, write } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { Confirm } from '../parts/Confirm';
import { Moment } from '../parts/Moment';
import { signOut, useMe, useSession } from '../session';
import { named, useWords } from '../words';

export function Account() {
  const { words } = useWords();
  const me = useMe();
  const { endsAt } = useSession();
  const [trouble, setTrouble] = useState<Problem>();
  const [asked, setAsked] = useState(false);
  const [keys, setKeys] = useState(read('local', 'shortcuts') !== 'off');
  const here = useOnce(async () => setTrouble(await signOut()));
  return (
    <>
      <section class="card">
        <dl class="facts">
          <dt>{words.name}</dt>
          <dd>{me.name}</dd>
          <dt>{words.email}</dt>
          <dd>{me.email}</dd>
          <dt>{words.role}</dt>
          <dd>{named(words.roles, me.role)}</dd>
          <dt>{words.firm}</dt>
          <dd>{me.firm.name}</dd>
          <dt>{words.sessionEnds}</dt>
          <dd>
            <Moment at={new Date(endsAt).toISOString()} />
          </dd>
        </dl>
      </section>
      <section class="card">
        <h2>{words.signOut}</h2>
        {trouble && <Failure problem={trouble} again={here.run} />}
        <p class="buttons">
          <Button busy={here.busy} onClick={here.run}>
            {words.signOut}
          </Button>
          <Button kind="secondary" onClick={() => setAsked(true)}>
            {words.signOutEverywhere}
          </Button>
        </p>
        <p class="hint">
          {words.changePassword} <Link href="/console/forgot">{words.forgotTitle}</Link>
        </p>
      </section>
      <section class="card">
        <h2>{words.shortcuts}</h2>
        <label class="option">
          <input
            type="checkbox"
            checked={keys}
            onChange={(event) => {
              setKeys(event.currentTarget.checked);
              write('local', 'shortcuts', event.currentTarget.checked ? undefined : 'off');
            }}
          />
          <span>{words.shortcutsOn}</span>
        </label>
      </section>
      {asked && (
        <Confirm
          title={words.signOutEverywhere}
          does={words.signOutEverywhere}
          onClose={() => setAsked(false)}
          onDo={() => signOut('everywhere')}
        >
          <p>{words.signOutEverywhereLead}</p>
        </Confirm>
      )}
    </>
  );
}
