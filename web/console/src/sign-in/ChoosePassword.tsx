// A member of staff chooses a password, for a new account or in place of a forgotten one, through
// the link in an e-mail. Its secret comes after the `#` and is removed from the address bar
// immediately.

import {
  Button,
  Failure,
  type FieldErrors,
  Form,
  go,
  Link,
  Notice,
  Page,
  PasswordField,
  type Problem,
  post,
  read,
  useAction,
  write,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { keepStaffFirm } from '../firm';
import { useStrings } from '../strings';
import { keepChosenEmail } from './chosenEmail';
import { passwordError } from './passwordError';

/** The key in this tab's storage, so that a reload continues. */
const KEY = 'staff-link';

function takeLink(): string {
  // What was put behind the link does not belong to it.
  const found = /^#([A-Za-z0-9_-]+)/.exec(location.hash)?.[1];
  if (location.hash) history.replaceState(null, '', location.pathname);
  if (found) write('session', KEY, found);
  return found || (read('session', KEY) ?? '');
}

export function ChoosePassword({ link: kind }: { link: 'set-up' | 'recover' }) {
  const { strings } = useStrings();
  const [link] = useState(takeLink);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [over, setOver] = useState(link ? '' : 'unknown');
  const isNew = kind === 'set-up';
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    if (!password) {
      setErrors({ password: strings.passwordEmpty });
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
      setErrors({ password: passwordError(strings, problem.fields['password'] ?? '') });
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
        ? strings.linkUsed
        : over === 'expired'
          ? strings.linkExpired
          : strings.linkUnknown;
    return (
      <Page title={strings.linkOver}>
        <p>{lead}</p>
        <p>{isNew ? strings.askAdminForLink : strings.askAgainForLink}</p>
        <Link class="button" href={isNew ? '/console' : '/console/forgot'}>
          {isNew ? strings.toSignIn : strings.forgotTitle}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={isNew ? strings.setUpTitle : strings.recoverTitle} errors={errors}>
      <p class="lead">{isNew ? strings.setUpLead : strings.recoverLead}</p>
      <Form onSubmit={run} errors={errors}>
        <PasswordField
          name="password"
          label={strings.newPassword}
          hint={strings.newPasswordHint}
          value={password}
          onInput={setPassword}
          error={errors['password']}
          choosing
          atLeast={15}
        />
        {!isNew && (
          <Notice>
            <p>{strings.recoverEnds}</p>
          </Notice>
        )}
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.savePassword}</Button>
      </Form>
    </Page>
  );
}
