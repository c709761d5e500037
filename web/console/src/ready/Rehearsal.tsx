// Try it as your client: the whole journey on one's own phone and in one's own mailbox. Beside it stands
// how far it has come, and what the adviser sees meanwhile.

import {
  Button,
  Choice,
  Failure,
  type Faults,
  Field,
  Form,
  Link,
  Notice,
  type Problem,
  useOnce,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, onceKey, post } from '../api';
import type { Line, What } from '../client/timeline';
import { checkMobile } from '../clients/checks';
import { type Look, useLive } from '../live';
import { Confirm } from '../parts/Confirm';
import { fieldFault, problemText } from '../problems';
import { useMe } from '../session';
import { say } from '../shell/Said';
import { useWords } from '../words';
import { steps } from './steps';

export function Rehearsal({
  under,
  onChange,
}: {
  under: string | undefined;
  onChange: () => void;
}) {
  const { words } = useWords();
  return (
    <section class="card" id="rehearsal" aria-labelledby="rehearsal-title" tabIndex={-1}>
      <h2 id="rehearsal-title">{words.tryIt}</h2>
      {under ? (
        <UnderWay key={under} client={under} onEnded={onChange} />
      ) : (
        <Start onStarted={onChange} />
      )}
    </section>
  );
}

type Travels = 'with-invitation' | 'once-mobile-confirmed' | 'by-adviser';

function Start({ onStarted }: { onStarted: () => void }) {
  const { words } = useWords();
  const me = useMe();
  const [mobile, setMobile] = useState('');
  const [pin, setPin] = useState<Travels>('once-mobile-confirmed');
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<Problem>();
  const [key, setKey] = useState(onceKey);
  const { busy, run } = useOnce(async () => {
    setTrouble(undefined);
    const typed = mobile.trim();
    const wrong = typed ? checkMobile(words, typed) : undefined;
    setFaults(wrong ? { mobile: wrong } : {});
    if (wrong) return;
    const body = { mobile: typed || null, ...(typed && { pin }) };
    const outcome = await post('/api/staff/rehearsal', body, { idempotencyKey: key });
    if (outcome.ok) {
      say(words.saidRehearsal(outcome.body.email));
      onStarted();
      return;
    }
    const code = outcome.problem.fields['mobile'];
    if (code) setFaults({ mobile: fieldFault(words, 'mobile', code) });
    else setTrouble(outcome.problem);
  });
  const refusal = trouble && problemText(words, trouble);
  return (
    <>
      <p>{words.tryLead(me.email)}</p>
      <Form onSubmit={run} faults={faults}>
        <Field
          name="mobile"
          label={words.ownMobile}
          hint={words.ownMobileHint}
          value={mobile}
          onInput={(typed) => {
            setMobile(typed);
            setKey(onceKey());
          }}
          fault={faults['mobile']}
          input={{ type: 'tel', autocomplete: 'tel' }}
        />
        {mobile.trim() && (
          <Choice<Travels>
            name="pin"
            legend={words.howPin}
            value={pin}
            onChange={(chosen) => {
              setPin(chosen);
              setKey(onceKey());
            }}
            options={[
              { value: 'once-mobile-confirmed', label: words.pinOnce },
              { value: 'with-invitation', label: words.pinWith },
              { value: 'by-adviser', label: words.pinVoice },
            ]}
          />
        )}
        {refusal ? (
          <Notice tone="bad" urgent>
            <p>{refusal}</p>
          </Notice>
        ) : (
          trouble && <Failure problem={trouble} again={run} />
        )}
        <Button busy={busy}>{words.startRehearsal}</Button>
      </Form>
    </>
  );
}

/** How far it has come; it moves by itself as the mail is opened elsewhere. */
function UnderWay({ client, onEnded }: { client: string; onEnded: () => void }) {
  const { words } = useWords();
  const me = useMe();
  const [lines, setLines] = useState<Line[]>([]);
  const [asked, setAsked] = useState(false);
  const look = async (): Promise<Look> => {
    const outcome = await get('/api/staff/clients/{client}/timeline', { path: { client } });
    if (!outcome.ok) {
      // Its day is over: it was swept away.
      if (outcome.problem.status === 404) onEnded();
      return 'failed';
    }
    const changed = outcome.body.lines.length !== lines.length;
    if (changed) setLines(outcome.body.lines);
    return changed ? 'changed' : 'same';
  };
  useEffect(() => void look(), []);
  useLive(look);
  const done = steps(lines.map((line) => (line.what as unknown as What).event));
  return (
    <>
      <p>{words.tryUnderWay(me.email)}</p>
      <ol class="steps" aria-live="polite">
        {done.map((step) => (
          <li key={step.key} class={step.done ? 'done' : step.next ? 'next' : ''}>
            <span class="unseen">
              {step.done ? words.stepDone : step.next ? words.stepNext : words.stepLater}{' '}
            </span>
            {words.trySteps[step.key]}
          </li>
        ))}
      </ol>
      {done.every((step) => step.done) && (
        <Notice tone="good">
          <p>{words.tryDone}</p>
        </Notice>
      )}
      <p class="buttons">
        <Link class="button secondary" href={`/console/clients/${client}`}>
          {words.seeAsAdviser}
        </Link>
        <Button kind="secondary" onClick={() => setAsked(true)}>
          {words.endRehearsal}
        </Button>
      </p>
      {asked && (
        <Confirm
          title={words.endRehearsal}
          does={words.endRehearsal}
          danger
          onClose={() => setAsked(false)}
          onDo={async () => {
            const outcome = await post('/api/staff/rehearsal/{client}/end', undefined, {
              path: { client },
            });
            if (!outcome.ok) return outcome.problem;
            say(words.saidRehearsalEnded);
            onEnded();
            return undefined;
          }}
        >
          <p>{words.endRehearsalLead(me.name)}</p>
        </Confirm>
      )}
    </>
  );
}
