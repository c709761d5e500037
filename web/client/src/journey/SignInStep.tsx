import { Link, Notice } from '@vestibule/kit';
import { SignInPage } from '../sign-in/SignInPage';
import type { StepProps } from './context';
import { PATHS } from './steps';
import { useJourneyStrings } from './strings';

/** P12: asks a client who has a password for it. Also shown after the password was set. */
export function SignInStep({ opened, firm, progress, note }: StepProps) {
  const { strings } = useJourneyStrings();
  const { done } = progress;
  return (
    <SignInPage
      firm={firm}
      title={done ? strings.signIn : strings.backTitle}
      email={progress.email}
      onEmail={(email) => note({ email })}
      {...(!done && { emailHint: strings.emailHint })}
      forgot={
        // A recovery link works once: the sign-in page sends another.
        opened.purpose === 'invitation' ? (
          <Link href={PATHS.recover}>{strings.forgot}</Link>
        ) : (
          <a href={`/f/${firm.slug}/forgot`}>{strings.forgot}</a>
        )
      }
      onSignedIn={() => location.assign('/portal#in')}
    >
      {done ? (
        <Notice tone="good" title={strings.doneTitle}>
          <p>{strings.doneLead}</p>
        </Notice>
      ) : (
        <p class="lead">{strings.backLead}</p>
      )}
    </SignInPage>
  );
}
