// The pages for a member of staff who has forgotten the password: a link is e-mailed. The reply is
// the same for every address.

import { ForgotForm, go, Link, Page, post, Spinner } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { staffFirm } from '../firm';
import { useStrings } from '../strings';

export function Forgot({ sent }: { sent: boolean }) {
  const { strings } = useStrings();
  const firm = staffFirm();
  const [email, setEmail] = useState('');
  useEffect(() => {
    // The sign-in page asks which firm it is.
    if (!firm) go('/console', 'replace');
  }, []);
  if (!firm) return <Spinner />;
  if (sent) {
    return (
      <Page title={strings.linkSent} of={firm.name}>
        <p>{strings.linkSentLead}</p>
        <p class="aside">
          <Link href="/console">{strings.backToSignIn}</Link>
        </p>
      </Page>
    );
  }
  return (
    <ForgotForm
      texts={{ ...strings, emailRefused: strings.errorEmail }}
      firm={firm}
      email={email}
      onEmail={setEmail}
      send={async (email) => {
        const outcome = await post('/api/staff/forgot-password', { firm: firm.id, email });
        if (!outcome.ok) return outcome.problem;
        go('/console/forgot/sent');
        return undefined;
      }}
      signInPath="/console"
    />
  );
}
