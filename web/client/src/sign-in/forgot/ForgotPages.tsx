// The pages for a client who has forgotten the password and has no link: one is e-mailed. The reply
// is the same for every address.

import { type Firm, ForgotForm, Link, Page, post } from '@vestibule/kit';
import { useForgotStrings } from './strings';

/** Asks for the address that the link is sent to. */
export function ForgotPage(props: {
  firm: Firm;
  email: string;
  onEmail: (email: string) => void;
  onSent: () => void;
}) {
  const { firm, onSent } = props;
  const strings = useForgotStrings();
  return (
    <ForgotForm
      texts={strings}
      firm={firm}
      email={props.email}
      onEmail={props.onEmail}
      send={async (email) => {
        const outcome = await post('/api/client/forgot-password', { firm: firm.id, email });
        if (!outcome.ok) return outcome.problem;
        onSent();
        return undefined;
      }}
      signInPath={`/f/${firm.slug}`}
    />
  );
}

/** The same whatever was typed. */
export function LinkSentPage({ firm, email }: { firm: Firm; email: string }) {
  const strings = useForgotStrings();
  return (
    <Page title={strings.sentTitle} of={firm.name}>
      <p>{strings.sentLead(email)}</p>
      <h2>{strings.sentHelp}</h2>
      <ul>
        <li>{strings.sentHelp1}</li>
        <li>{strings.sentHelp2}</li>
        <li>{strings.sentHelp3}</li>
      </ul>
      <p class="aside">
        <Link href={`/f/${firm.slug}/forgot`}>{strings.sendOther}</Link>
      </p>
    </Page>
  );
}
