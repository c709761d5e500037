import {
  Button,
  Failure,
  Field,
  type FieldErrors,
  Form,
  Link,
  Notice,
  Page,
  type Problem,
  plainNumber,
  post,
  trimEnds,
  useAction,
  writeDuration,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import type { StepProps } from './context';
import { Stuck } from './Stuck';
import { numbered, PATHS } from './steps';
import { type JourneyStrings, useJourneyStrings } from './strings';

/** Asks for the mobile number. The reply does not reveal whether it was the right one. */
export function MobileStep(props: StepProps) {
  const { link, opened, firm, progress, note, move, reopen, learn } = props;
  const { strings } = useJourneyStrings();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const mobile = trimEnds(plainNumber(progress.mobile));
    setErrors(mobile ? {} : { mobile: strings.mobileEmpty });
    if (!mobile) return;
    const outcome = await post('/api/client/verify-mobile', { link, mobile });
    if (outcome.ok) {
      const { letter = null, again_at: againAt } = outcome.body;
      note({ askedWith: mobile, againAt: outcome.here(againAt), setUpOver: false });
      learn({ next: 'pin', pin: { by_text: true, live: true, letter } });
      move('pin');
      return;
    }
    const { problem } = outcome;
    switch (problem.kind) {
      case 'fields-refused':
        setErrors({ mobile: refusal(problem.fields['mobile'], strings) });
        break;
      case 'link-elsewhere':
      case 'no-mobile':
      case 'pin-blocked':
        setTrouble(await reopen());
        break;
      default:
        setTrouble(problem);
    }
  });
  const number = numbered('mobile', true);
  const wait = writeDuration(strings, trouble?.retryAfterS ?? 60);
  return (
    <Page
      title={strings.mobileTitle}
      of={firm.name}
      above={strings.step(number.step, number.of)}
      errors={errors}
    >
      {progress.setUpOver && (
        <Notice tone="warning">
          <p>{strings.setUpOver}</p>
        </Notice>
      )}
      <p class="lead">{strings.mobileLead(opened.adviser)}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="mobile"
          label={strings.mobile}
          value={progress.mobile}
          onInput={(mobile) => note({ mobile })}
          strip={plainNumber}
          error={errors['mobile']}
          input={{ type: 'tel', autocomplete: 'tel', inputMode: 'tel' }}
        />
        {trouble?.kind === 'too-many-numbers' ? (
          <Notice tone="warning" urgent title={strings.tooManyNumbers}>
            <p>{strings.tooManyNumbersLead(wait)}</p>
          </Notice>
        ) : trouble?.kind === 'too-soon' ? (
          <Notice tone="warning" urgent>
            <p>{strings.recoverSoon(wait)}</p>
          </Notice>
        ) : (
          trouble && <Failure problem={trouble} again={run} />
        )}
        <Button busy={busy}>{strings.textMe}</Button>
      </Form>
      <p class="aside">
        <Link href={PATHS.pin}>{strings.havePin}</Link>
      </p>
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

function refusal(code: string | undefined, strings: JourneyStrings): string {
  switch (code) {
    case 'fixed-line':
      return strings.mobileFixed;
    case 'not-mobile':
    case 'premium-rate':
      return strings.mobileNot;
    default:
      return strings.mobileNotValid;
  }
}
