// What the firm has chosen, with what clients will see of it beside it. Only what was changed is sent,
// and a form that was filled from what has changed since says so.

import {
  Button,
  Choice,
  contrast,
  Failure,
  Field,
  type FieldErrors,
  Form,
  isTrouble,
  LANGUAGE_NAMES,
  LANGUAGES,
  Notice,
  type Problem,
  parseColour,
  type Schemas,
  Spinner,
  useAction,
  writeNumber,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api';
import { fieldError, problemText } from '../problems';
import { session, useMe } from '../session';
import { notify } from '../shell/Toast';
import { named, useStrings } from '../strings';
import { changes, type Draft, draftOf } from './draft';
import { LogoPicker } from './LogoPicker';
import { Preview } from './Preview';

type View = Schemas['SettingsView'];
const PINS = ['with-invitation', 'once-mobile-confirmed', 'by-adviser'] as const;

export function FirmSettings() {
  const { strings, language } = useStrings();
  const me = useMe();
  const [kept, setKept] = useState<View>();
  const [draft, setDraft] = useState<Draft>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const take = (view: View) => {
    setKept(view);
    setDraft(draftOf(view));
    const { name, slug, phone, language: speaks, colour, logo, privacy_link } = view;
    const more = {
      phone: phone ?? null,
      colour: colour ?? null,
      logo: logo ?? null,
      privacy_link: privacy_link ?? null,
    };
    session.changed({ firm: { id: me.firm.id, name, slug, language: speaks, ...more } });
  };
  const load = async () => {
    setTrouble(undefined);
    setErrors({});
    const outcome = await get('/api/staff/settings');
    if (outcome.ok) take(outcome.body);
    else setTrouble(outcome.problem);
  };
  useEffect(() => void load(), []);
  useEffect(() => {
    // The way here from the checklist names the field.
    const id = location.hash.slice(1);
    if (draft && id) document.getElementById(id)?.focus();
  }, [draft === undefined]);
  const { busy, run } = useAction(async () => {
    if (!kept || !draft) return;
    setTrouble(undefined);
    setErrors({});
    const changed = changes(kept, draft);
    if ('errors' in changed) {
      setErrors(
        Object.fromEntries(
          changed.errors.map((field) => [field, fieldError(strings, field, 'malformed')]),
        ),
      );
      return;
    }
    const outcome = await post('/api/staff/settings', { version: kept.version, ...changed.body });
    if (outcome.ok) {
      take(outcome.body);
      notify(strings.toastSettings);
      return;
    }
    const fields = Object.entries(outcome.problem.fields);
    if (fields.length > 0) {
      const named = fields.map(([field, code]) => [
        field.replace(/\[\d+\]$/, ''),
        fieldError(strings, field, code),
      ]);
      setErrors(Object.fromEntries(named));
    } else if (outcome.problem.kind === 'slug-taken') {
      setErrors({ slug: strings.refusals.slugTaken });
    } else {
      setTrouble(outcome.problem);
    }
  });
  if (!kept || !draft)
    return trouble ? <Failure problem={trouble} again={() => void load()} /> : <Spinner />;

  const admin = me.role === 'firm-admin';
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const text = (
    name:
      | 'name'
      | 'slug'
      | 'phone'
      | 'reply_to'
      | 'privacy_link'
      | 'country'
      | 'text_countries'
      | 'texts_a_day'
      | 'link_days',
    input = {},
  ) => (
    <Field
      name={name}
      label={strings.settingLabels[name]}
      hint={strings.settingHints[name] || undefined}
      value={draft[name]}
      onInput={(typed) => set({ [name]: typed })}
      error={errors[name]}
      input={{ autocomplete: 'off', readOnly: !admin, ...input }}
    />
  );
  const pick = <K extends 'portal_pin' | 'engagement_pin' | 'deal_pin'>(name: K) => (
    <div class="field">
      <label for={name}>{strings.settingLabels[name]}</label>
      <select
        id={name}
        value={draft[name]}
        disabled={!admin}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      >
        {PINS.map((pin) => (
          <option key={pin} value={pin}>
            {named(strings.travels, pin)}
          </option>
        ))}
      </select>
    </div>
  );
  const colour = parseColour(draft.colour);
  const ratio = colour && contrast(colour, [255, 255, 255]);
  const readable = ratio !== undefined && ratio >= 4.5;
  const stale = trouble?.kind === 'changed-meanwhile';
  const refusal =
    trouble && !isTrouble(trouble) && !stale ? problemText(strings, trouble) : undefined;
  return (
    <div class="two firm-settings">
      <Form onSubmit={run} errors={errors}>
        {!admin && <p class="lead">{strings.settingsAdminsOnly}</p>}
        <section class="card" aria-labelledby="who-title">
          <h2 id="who-title">{strings.firm}</h2>
          {text('name', { autocomplete: 'organization' })}
          {text('slug')}
          {text('phone', { type: 'tel' })}
          {text('reply_to', { type: 'email' })}
          {text('privacy_link', { type: 'url', placeholder: 'https://' })}
          <div class="field">
            <label for="language">{strings.language}</label>
            <select
              id="language"
              value={draft.language}
              disabled={!admin}
              onChange={(event) => set({ language: event.currentTarget.value })}
            >
              {LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </select>
          </div>
        </section>
        <section class="card" id="looks" aria-labelledby="looks-title" tabIndex={-1}>
          <h2 id="looks-title">{strings.looks}</h2>
          <LogoPicker logo={kept.logo ?? undefined} firm={kept.name} admin={admin} onSet={take} />
          <Field
            name="colour"
            label={strings.colour}
            hint={strings.colourHint}
            value={draft.colour}
            onInput={(typed) => set({ colour: typed })}
            error={errors['colour']}
            input={{ autocomplete: 'off', placeholder: '#1d4f63', maxLength: 7, readOnly: !admin }}
            beside={
              admin && (
                <input
                  type="color"
                  class="swatch"
                  aria-label={strings.pickColour}
                  value={colour ? draft.colour : '#1d4f63'}
                  onInput={(event) => set({ colour: event.currentTarget.value })}
                />
              )
            }
            below={
              ratio !== undefined && (
                <p class={readable ? 'ratio good' : 'ratio bad'} role="status">
                  {readable
                    ? strings.contrastGood(writeNumber(language, Math.floor(ratio * 10) / 10))
                    : strings.contrastBad(writeNumber(language, Math.floor(ratio * 10) / 10))}
                </p>
              )
            }
          />
        </section>
        <section class="card" aria-labelledby="access-title">
          <h2 id="access-title">{strings.accessTitle}</h2>
          {text('link_days', { inputMode: 'numeric' })}
          <div class="field">
            <label for="pin_minutes">{strings.settingLabels.pin_minutes}</label>
            {errors['pin_minutes'] && <p class="error">{errors['pin_minutes']}</p>}
            <select
              id="pin_minutes"
              value={draft.pin_minutes}
              disabled={!admin}
              onChange={(event) => set({ pin_minutes: event.currentTarget.value })}
            >
              <option value="">{strings.asLongAsLink}</option>
              {pinLives(draft.pin_minutes).map((minutes) => (
                <option key={minutes} value={String(minutes)}>
                  {writeMinutes(minutes)}
                </option>
              ))}
            </select>
          </div>
          {pick('portal_pin')}
          {pick('engagement_pin')}
          {pick('deal_pin')}
          <Choice
            name="welcome_proof"
            legend={strings.settingLabels.welcome_proof}
            value={draft.welcome_proof}
            onChange={(welcome_proof) => admin && set({ welcome_proof })}
            options={[
              { value: 'pin', label: strings.proofPin },
              { value: 'link-alone', label: strings.proofLink, hint: strings.proofLinkRisk },
            ]}
          />
          <Choice
            name="after_set_up"
            legend={strings.settingLabels.after_set_up}
            value={draft.after_set_up}
            onChange={(after_set_up) => admin && set({ after_set_up })}
            options={[
              { value: 'sign-in', label: strings.afterSignIn },
              { value: 'portal', label: strings.afterPortal },
            ]}
          />
          <Choice
            name="tell_on_revoke"
            legend={strings.settingLabels.tell_on_revoke}
            value={draft.tell_on_revoke}
            onChange={(tell_on_revoke) => admin && set({ tell_on_revoke })}
            options={[
              { value: 'tell', label: strings.revokeTell },
              { value: 'silent', label: strings.revokeSilent },
            ]}
          />
        </section>
        <section class="card" aria-labelledby="texts-title">
          <h2 id="texts-title">{strings.textsTitle}</h2>
          {text('country', { maxLength: 2 })}
          {text('text_countries')}
          {text('texts_a_day', { inputMode: 'numeric' })}
        </section>
        {stale && (
          <Notice tone="warning" urgent>
            <p>{strings.refusals.changedMeanwhile}</p>
            <Button kind="secondary" onClick={() => void load()}>
              {strings.reload}
            </Button>
          </Notice>
        )}
        {refusal && (
          <Notice tone="bad" urgent>
            <p>{refusal}</p>
          </Notice>
        )}
        {trouble && !stale && !refusal && <Failure problem={trouble} again={run} />}
        {admin && (
          <p class="buttons sticky">
            <Button busy={busy}>{strings.save}</Button>
            <Button kind="quiet" onClick={() => setDraft(draftOf(kept))}>
              {strings.takeBack}
            </Button>
          </p>
        )}
      </Form>
      <Preview
        firm={{
          name: draft.name,
          phone: draft.phone,
          logo: kept.logo ?? undefined,
          colour: readable ? draft.colour : undefined,
        }}
        language={draft.language === 'de' ? 'de' : 'en'}
        adviser={me.name}
      />
    </div>
  );

  function writeMinutes(minutes: number): string {
    if (minutes % 1440 === 0) return strings.days(minutes / 1440);
    return minutes % 60 === 0 ? strings.hours(minutes / 60) : strings.minutes(minutes);
  }
}

/** What is offered, and whatever was chosen by other ways. */
function pinLives(chosen: string): number[] {
  const offered = [10, 30, 60, 240, 1440, 3 * 1440, 7 * 1440];
  const own = Number(chosen);
  return chosen && !offered.includes(own)
    ? [...offered, own].sort((one, other) => one - other)
    : offered;
}
