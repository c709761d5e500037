// A member of staff chooses a password: that of a new account, or one in place of a forgotten one,
// through the link that was mailed. Its secret stands behind the `#` and leaves the address bar at once.

import {
  Button,
  Failure,
  type Faults,
  Form,
  go,
  Link,
  Notice,
  Page,
  PasswordField,
  type Problem,
  post,
  read,
  useOnce,
  write,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { keepStaffFirm } from '../firm';
import { useWords } from '../words';
import { keepChosenEmail } from './chosen';
import { passwordFault } from './faults';

/** Kept for this tab only, so that a reload goes on where it was. */
const KEY = 'staff-link';

function takeLink(): string {
  const found = location.hash.slice(1);
  if (found) {
    write('session', KEY, found);
    history.replaceState(null, '', location.pathname);
  }
  return found || (read('session', KEY) ?? '');
}

export function ChoosePassword({ link: kind }: { link: 'set-up' | 'recover' }) {
  const { words } = useWords();
  const [link] = useState(takeLink);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [over, setOver] = useState(link ? '' : 'unknown');
  const isNew = kind === 'set-up';
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    if (!password) {
      setFaults({ password: words.passwordEmpty });
      return;
    }
    const path = isNew ? '/api/staff/set-up' : '/api/staff/recover';
    const outcome = await post(path, { link, password });
    if (outcome.ok) {
      write('session', KEY, undefined);
      keepStaffFirm(outcome.body.firm);
      keepChosenEmail(outcome.body.email);
      go('/console', 'replace');
      return;
    }
    const { problem } = outcome;
    if (problem.kind === 'fields-refused') {
      setFaults({ password: passwordFault(words, problem.fields['password'] ?? '') });
    } else if (problem.kind === 'link-unknown') {
      setOver('unknown');
    } else if (problem.kind === 'link-elsewhere') {
      setOver(String(problem.more['next']));
    } else {
      setTrouble(problem);
    }
  });
  if (over) {
    const lead =
      over === 'sign-in'
        ? words.linkUsed
        : over === 'expired'
          ? words.linkExpired
          : words.linkUnknown;
    return (
      <Page title={words.linkOver}>
        <p>{lead}</p>
        <p>{isNew ? words.askAdminForLink : words.askAgainForLink}</p>
        <Link class="button" href={isNew ? '/console' : '/console/forgot'}>
          {isNew ? words.toSignIn : words.forgotTitle}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={isNew ? words.setUpTitle : words.recoverTitle} faulty={'password' in faults}>
      <p class="lead">{isNew ? words.setUpLead : words.recoverLead}</p>
      <Form onSubmit={run} faults={faults}>
        <PasswordField
          name="password"
          label={words.newPassword}
          hint={words.newPasswordHint}
          value={password}
          onInput={setPassword}
          fault={faults['password']}
          choosing
          atLeast={15}
        />
        {!isNew && (
          <Notice>
            <p>{words.recoverEnds}</p>
          </Notice>
        )}
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{words.savePassword}</Button>
      </Form>
    </Page>
  );
}
