// Staff sign in. Their firm is asked for once in each browser; a link from a mail names it.

import {
  Button,
  Countdown,
  Dialog,
  Failure,
  Field,
  type FieldErrors,
  type Firm,
  Form,
  isTrouble,
  Link,
  Notice,
  Page,
  PasswordField,
  type Problem,
  post,
  useAction,
  writeClock,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { keepStaffFirm, lookUpFirm, useStaffFirm } from '../firm';
import { session, signOut, useMe } from '../session';
import { useStrings } from '../strings';
import { chosenEmail } from './chosenEmail';

/** The page: for the firm that this browser knows, or the question which it is. */
export function SignIn(props: { signedOut?: boolean; onSignedIn: () => void }) {
  const { strings } = useStrings();
  const firm = useStaffFirm();
  if (!firm) return <WhichFirm />;
  return (
    <Page key="sign-in" title={props.signedOut ? strings.signedOut : strings.signIn} of={firm.name}>
      {props.signedOut ? (
        <Notice tone="good">
          <p>{strings.signedOutLead}</p>
        </Notice>
      ) : (
        <p class="lead">{strings.signInLead(firm.name)}</p>
      )}
      <Credentials firm={firm} onSignedIn={props.onSignedIn} />
      <p class="aside">
        <Link href="/console/forgot">{strings.forgot}</Link>
      </p>
      <p class="aside">
        <button type="button" class="link" onClick={() => keepStaffFirm(undefined)}>
          {strings.otherFirm}
        </button>
      </p>
    </Page>
  );
}

/** Asks for the firm's name in addresses. */
function WhichFirm() {
  const { strings } = useStrings();
  const [slug, setSlug] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    // Whoever copies the whole address means its last part.
    const typed = slug.trim().toLowerCase().replace(/\/+$/, '').split('/').pop() ?? '';
    if (!typed) {
      setErrors({ firm: strings.firmEmpty });
      return;
    }
    const found = await lookUpFirm(typed);
    if ('id' in found) setErrors({});
    else if (found.status === 404) setErrors({ firm: strings.firmUnknown(typed) });
    else setTrouble(found);
  });
  return (
    <Page key="firm" title={strings.whichFirm} errors={errors}>
      <p class="lead">{strings.whichFirmLead}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="firm"
          label={strings.firmSlug}
          hint={strings.firmSlugHint}
          value={slug}
          onInput={setSlug}
          error={errors['firm']}
          input={{ autocomplete: 'organization' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.continue}</Button>
      </Form>
    </Page>
  );
}

/** E-mail and password, and every answer to them. */
function Credentials(props: { firm: Firm; onSignedIn: () => void; email?: string }) {
  const { firm } = props;
  const { strings } = useStrings();
  const [email, setEmail] = useState(props.email ?? chosenEmail());
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [waitsUntil, setWaitsUntil] = useState(0);
  const { busy, run } = useAction(async () => {
    const missing: FieldErrors = {};
    if (!email.trim()) missing['email'] = strings.emailEmpty;
    if (!password) missing['password'] = strings.passwordEmpty;
    setErrors(missing);
    setTrouble(undefined);
    if (Object.keys(missing).length > 0) return;
    const outcome = await post('/api/staff/sign-in', {
      firm: firm.id,
      email: email.trim(),
      password,
    });
    const begun = outcome.ok ? await session.read() : outcome;
    if (begun.ok) {
      props.onSignedIn();
      return;
    }
    const { problem } = begun;
    if (problem.kind === 'sign-in-refused') {
      setPassword('');
      setErrors({ email: strings.signInRefused });
    } else if (problem.kind === 'fields-refused') {
      setErrors({
        ...(problem.fields['email'] && { email: strings.errorEmail }),
        ...(problem.fields['password'] && { password: strings.signInRefused }),
      });
    } else if (problem.kind === 'password-waits') {
      setWaitsUntil(Date.now() + (problem.retryAfterS ?? 60) * 1000);
    } else {
      setTrouble(problem);
    }
  });
  return (
    <Form onSubmit={run} errors={errors}>
      {waitsUntil > 0 && (
        <Countdown
          until={waitsUntil}
          before={(seconds) => (
            <Notice tone="warning" urgent>
              <p>
                {strings.waits} <strong role="timer">{writeClock(seconds)}</strong>
              </p>
            </Notice>
          )}
          after={
            <Notice tone="good">
              <p>{strings.waitOver}</p>
            </Notice>
          }
        />
      )}
      <Field
        name="email"
        label={strings.email}
        value={email}
        onInput={setEmail}
        error={errors['email']}
        input={{
          type: 'email',
          autocomplete: 'username',
          inputMode: 'email',
          readOnly: props.email !== undefined,
        }}
      />
      <PasswordField
        name="password"
        label={strings.password}
        value={password}
        onInput={setPassword}
        error={errors['password']}
      />
      {trouble && <Failure problem={trouble} {...(isTrouble(trouble) && { again: run })} />}
      <Button busy={busy}>{strings.signIn}</Button>
    </Form>
  );
}

/** The session has ended while this page was open: the same person signs in again in place. */
export function SignInAgain() {
  const { strings } = useStrings();
  const me = useMe();
  return (
    <Dialog title={strings.sessionOver} focusOn="password" onClose={() => {}}>
      <p>{strings.sessionOverLead}</p>
      <Credentials firm={me.firm} email={me.email} onSignedIn={() => {}} />
      <p class="aside">
        <button type="button" class="link" onClick={() => void signOut()}>
          {strings.leaveInstead}
        </button>
      </p>
    </Dialog>
  );
}
