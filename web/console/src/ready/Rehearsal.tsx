// The rehearsal: a member of staff goes through the whole journey with their own phone and mailbox.
// The page shows how far they are, and links to what the adviser sees.

import {
  Button,
  Choice,
  Field,
  type FieldErrors,
  Form,
  Link,
  Notice,
  type Problem,
  plainNumber,
  type Schemas,
  trimEnds,
  useAction,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, idempotencyKey, post } from '../api';
import { checkMobile } from '../checks';
import type { Line } from '../client/timeline';
import { Confirm } from '../components/Confirm';
import { Refusal } from '../components/Refusal';
import { type Look, useLive } from '../live';
import { fieldError } from '../problems';
import { useMe } from '../session';
import { notify } from '../shell/Toast';
import { useStrings } from '../strings';
import { steps } from './steps';

export function Rehearsal({
  under,
  onChange,
}: {
  under: string | undefined;
  onChange: () => void;
}) {
  const { strings } = useStrings();
  return (
    <section class="card" id="rehearsal" aria-labelledby="rehearsal-title" tabIndex={-1}>
      <h2 id="rehearsal-title">{strings.tryIt}</h2>
      {under ? (
        <UnderWay key={under} client={under} onEnded={onChange} />
      ) : (
        <Start onStarted={onChange} />
      )}
    </section>
  );
}

type PinRoute = Schemas['PinDelivery'];

function Start({ onStarted }: { onStarted: () => void }) {
  const { strings } = useStrings();
  const me = useMe();
  const [mobile, setMobile] = useState('');
  const [pin, setPin] = useState<PinRoute>('once-mobile-confirmed');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [key, setKey] = useState(idempotencyKey);
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    const typed = trimEnds(plainNumber(mobile));
    const wrong = typed ? checkMobile(strings, typed) : undefined;
    setErrors(wrong ? { mobile: wrong } : {});
    if (wrong) return;
    const body = { mobile: typed || null, ...(typed && { pin }) };
    const outcome = await post('/api/staff/rehearsal', body, { idempotencyKey: key });
    if (outcome.ok) {
      notify(strings.toastRehearsal(outcome.body.email));
      onStarted();
      return;
    }
    const code = outcome.problem.fields['mobile'];
    if (code) setErrors({ mobile: fieldError(strings, 'mobile', code) });
    else setTrouble(outcome.problem);
  });
  return (
    <>
      <p>{strings.tryLead(me.email)}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="mobile"
          label={strings.ownMobile}
          hint={strings.ownMobileHint}
          value={mobile}
          onInput={(typed) => {
            setMobile(typed);
            setKey(idempotencyKey());
          }}
          strip={plainNumber}
          error={errors['mobile']}
          input={{ type: 'tel', autocomplete: 'tel' }}
        />
        {mobile.trim() && (
          <Choice<PinRoute>
            name="pin"
            legend={strings.howPin}
            value={pin}
            onChange={(chosen) => {
              setPin(chosen);
              setKey(idempotencyKey());
            }}
            options={[
              { value: 'once-mobile-confirmed', label: strings.pinOnce },
              { value: 'with-invitation', label: strings.pinWith },
              { value: 'by-adviser', label: strings.pinVoice },
            ]}
          />
        )}
        {trouble && <Refusal problem={trouble} again={run} />}
        <Button busy={busy}>{strings.startRehearsal}</Button>
      </Form>
    </>
  );
}

/**
 * Shows the progress, which updates automatically while the journey continues in another window.
 */
function UnderWay({ client, onEnded }: { client: string; onEnded: () => void }) {
  const { strings } = useStrings();
  const me = useMe();
  const [lines, setLines] = useState<Line[]>([]);
  const [confirming, setConfirming] = useState(false);
  const look = async (): Promise<Look> => {
    const outcome = await get('/api/staff/clients/{client}/timeline', { path: { client } });
    if (!outcome.ok) {
      // It was deleted after a day.
      if (outcome.problem.status === 404) onEnded();
      return 'failed';
    }
    const changed = outcome.body.lines.length !== lines.length;
    if (changed) setLines(outcome.body.lines);
    return changed ? 'changed' : 'same';
  };
  useEffect(() => void look(), []);
  useLive(look);
  const done = steps(lines.map((line) => line.what.event));
  return (
    <>
      <p>{strings.tryUnderWay(me.email)}</p>
      <ol class="steps" aria-live="polite">
        {done.map((step) => (
          <li key={step.key} class={step.done ? 'done' : step.next ? 'next' : ''}>
            <span class="unseen">
              {step.done ? strings.stepDone : step.next ? strings.stepNext : strings.stepLater}{' '}
            </span>
            {strings.trySteps[step.key]}
          </li>
        ))}
      </ol>
      {done.every((step) => step.done) && (
        <Notice tone="good">
          <p>{strings.tryDone}</p>
        </Notice>
      )}
      <p class="buttons">
        <Link class="button secondary" href={`/console/clients/${client}`}>
          {strings.seeAsAdviser}
        </Link>
        <Button kind="secondary" onClick={() => setConfirming(true)}>
          {strings.endRehearsal}
        </Button>
      </p>
      {confirming && (
        <Confirm
          title={strings.endRehearsal}
          does={strings.endRehearsal}
          danger
          onClose={() => setConfirming(false)}
          onDo={async () => {
            const outcome = await post('/api/staff/rehearsal/{client}/end', undefined, {
              path: { client },
            });
            if (!outcome.ok) return outcome.problem;
            notify(strings.toastRehearsalEnded);
            onEnded();
            return undefined;
          }}
        >
          <p>{strings.endRehearsalLead(me.name)}</p>
        </Confirm>
      )}
    </>
  );
}
