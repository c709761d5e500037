import { Link, Notice } from '@vestibule/kit';
import { SignInForm } from '../sign-in/SignInForm';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import { PATHS } from './steps';

/** P12: whoever has a password is asked for it. Also where setting one has led. */
export function SignInStep({ opened, firm, progress, note }: StepProps) {
  const { words } = useJourneyWords();
  const { done } = progress;
  return (
    <SignInForm
      firm={firm}
      title={done ? words.signIn : words.backTitle}
      email={progress.email}
      onEmail={(email) => note({ email })}
      {...(!done && { emailHint: words.emailHint })}
      forgot={
        // A link that was mailed for a recovery has served: the sign-in page mails another.
        opened.purpose === 'invitation' ? (
          <Link href={PATHS.recover}>{words.forgot}</Link>
        ) : (
          <a href={`/f/${firm.slug}/forgot`}>{words.forgot}</a>
        )
      }
      onSignedIn={() => location.assign('/portal')}
    >
      {done ? (
        <Notice tone="good" title={words.doneTitle}>
          <p>{words.doneLead}</p>
        </Notice>
      ) : (
        <p class="lead">{words.backLead}</p>
      )}
    </SignInForm>
  );
}
