// Staff sign in. Each browser asks once which firm they work for; a link from an e-mail names it.

import { Dialog, Link, Notice, Page } from '@vestibule/kit';
import { keepStaffFirm, useStaffFirm } from '../firm';
import { signOut, useMe } from '../session';
import { useStrings } from '../strings';
import { Credentials } from './Credentials';
import { WhichFirm } from './WhichFirm';

/** The sign-in page of the firm that this browser knows, or the question which firm it is. */
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

/** The session has ended while this page was open: the same person signs in again. */
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
