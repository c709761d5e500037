import {
  Button,
  Failure,
  type Faults,
  Field,
  Form,
  Link,
  Notice,
  Page,
  type Problem,
  post,
  useOnce,
  writeDuration,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import { Stuck } from './Stuck';
import { numbered, PATHS } from './steps';

/** Asks for the mobile number. Whether it was the right one, nobody is told. */
export function MobileStep(props: StepProps) {
  const { link, opened, firm, progress, note, move, reopen, learn } = props;
  const { words } = useJourneyWords();
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const mobile = progress.mobile.trim();
    setFaults(mobile ? {} : { mobile: words.mobileEmpty });
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
        setFaults({ mobile: refusal(problem.fields['mobile'], words) });
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
  const wait = writeDuration(words, trouble?.retryAfterS ?? 60);
  return (
    <Page
      title={words.mobileTitle}
      of={firm.name}
      above={words.step(number.step, number.of)}
      faulty={Object.keys(faults).length > 0}
    >
      {progress.setUpOver && (
        <Notice tone="warning">
          <p>{words.setUpOver}</p>
        </Notice>
      )}
      <p class="lead">{words.mobileLead(opened.adviser)}</p>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="mobile"
          label={words.mobile}
          value={progress.mobile}
          onInput={(mobile) => note({ mobile })}
          fault={faults['mobile']}
          input={{ type: 'tel', autocomplete: 'tel', inputMode: 'tel' }}
        />
        {trouble?.kind === 'too-many-numbers' ? (
          <Notice tone="warning" urgent title={words.tooManyNumbers}>
            <p>{words.tooManyNumbersLead(wait)}</p>
          </Notice>
        ) : trouble?.kind === 'too-soon' ? (
          <Notice tone="warning" urgent>
            <p>{words.recoverSoon(wait)}</p>
          </Notice>
        ) : (
          trouble && <Failure problem={trouble} again={run} />
        )}
        <Button busy={busy}>{words.textMe}</Button>
      </Form>
      <p class="aside">
        <Link href={PATHS.pin}>{words.havePin}</Link>
      </p>
      <Stuck link={link} opened={opened} />
    </Page>
  );
}

function refusal(
  code: string | undefined,
  words: ReturnType<typeof useJourneyWords>['words'],
): string {
  switch (code) {
    case 'fixed-line':
      return words.mobileFixed;
    case 'not-mobile':
    case 'premium-rate':
      return words.mobileNot;
    default:
      return words.mobileNotValid;
  }
}
