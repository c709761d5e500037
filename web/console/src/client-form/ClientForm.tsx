// What is on record of a client, to be filled in: checked as it is typed, in whole when it is sent.

import {
  Button,
  Choice,
  Failure,
  Field,
  type FieldErrors,
  Form,
  isTrouble,
  Notice,
  type Problem,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { checkEmail, checkMobile, checkPhone } from '../checks';
import { problemText } from '../problems';
import { useStrings } from '../strings';
import { useDuplicates } from './duplicates';

export interface Details {
  name: string;
  kind: 'person' | 'company';
  relation: 'client' | 'prospect';
  /** Each list ends with an empty one, to be filled in. */
  emails: string[];
  mobiles: string[];
  phones: string[];
  language: '' | 'en' | 'de';
}

export const noDetails: Details = {
  name: '',
  kind: 'person',
  relation: 'client',
  emails: [''],
  mobiles: [''],
  phones: [],
  language: '',
};

/** What was filled in, without the lines that stayed empty. */
export const filled = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter(Boolean);

type Lines = 'emails' | 'mobiles' | 'phones';

export function ClientForm(props: {
  details: Details;
  onChange: (details: Details) => void;
  errors: FieldErrors;
  trouble: Problem | undefined;
  onSubmit: () => void;
  /** Of the client who is edited: not a twin of itself. */
  own?: string;
  children: ComponentChildren;
}) {
  const { details, onChange, errors, trouble, own } = props;
  const { strings } = useStrings();
  const [early, setEarly] = useState<FieldErrors>({});
  const duplicates = useDuplicates(details, own);
  const text = trouble && !isTrouble(trouble) ? problemText(strings, trouble) : undefined;
  // A field that was sent and refused is checked anew as it is mended.
  useEffect(() => setEarly({}), [errors]);

  const check = (field: string, value: string, kind: Lines) => {
    const error =
      kind === 'emails'
        ? checkEmail(strings, value)
        : kind === 'mobiles'
          ? checkMobile(strings, value)
          : checkPhone(strings, value);
    setEarly((before) => {
      const { [field]: _, ...rest } = before;
      return error && value.trim() ? { ...rest, [field]: error } : rest;
    });
  };

  const lines = (kind: Lines, labels: { one: string; more: string }, hint: string | undefined) =>
    details[kind].map((value, at) => {
      const field = `${kind}[${at}]`;
      const error = early[field] ?? errors[field] ?? (at === 0 ? errors[kind] : undefined);
      const others = duplicates[field];
      return (
        <Field
          key={field}
          name={field}
          label={at === 0 ? labels.one : labels.more}
          value={value}
          hint={at === 0 ? hint : undefined}
          error={error}
          onInput={(typed) => {
            onChange({
              ...details,
              [kind]: details[kind].map((line, place) => (place === at ? typed : line)),
            });
            // While it is typed, only what was said to be wrong is looked at again.
            if (error) check(field, typed, kind);
          }}
          input={{
            autocomplete: 'off',
            ...(kind === 'emails' ? { type: 'email' as const } : { type: 'tel' as const }),
            onBlur: (event) => check(field, event.currentTarget.value, kind),
          }}
          below={others && <Duplicates of={others} />}
        />
      );
    });
  /** One more line of a kind, with the focus in it. */
  const another = (kind: Lines, text: string) => (
    <button
      type="button"
      class="link"
      onClick={() => {
        onChange({ ...details, [kind]: [...details[kind], ''] });
        const id = `${kind}[${details[kind].length}]`;
        requestAnimationFrame(() => document.getElementById(id)?.focus());
      }}
    >
      {text}
    </button>
  );

  return (
    <Form onSubmit={props.onSubmit} errors={errors}>
      <Field
        name="name"
        label={strings.name}
        value={details.name}
        onInput={(name) => onChange({ ...details, name })}
        error={errors['name']}
        input={{ autocomplete: 'off', autocapitalize: 'words' }}
        below={duplicates['name'] && <Duplicates of={duplicates['name']} />}
      />
      {lines('emails', { one: strings.email, more: strings.emailMore }, undefined)}
      {lines('mobiles', { one: strings.mobile, more: strings.mobileMore }, strings.mobileHint)}
      {lines('phones', { one: strings.phone, more: strings.phone }, strings.phoneHint)}
      <p class="more-lines">
        {another('emails', strings.emailAdd)}
        {another('mobiles', strings.mobileAdd)}
        {another('phones', strings.phoneAdd)}
      </p>
      <div class="pair">
        <Choice
          name="kind"
          legend={strings.kind}
          value={details.kind}
          onChange={(kind) => onChange({ ...details, kind })}
          options={[
            { value: 'person', label: strings.person },
            { value: 'company', label: strings.company },
          ]}
        />
        <Choice
          name="relation"
          legend={strings.relation}
          value={details.relation}
          onChange={(relation) => onChange({ ...details, relation })}
          options={[
            { value: 'client', label: strings.client },
            { value: 'prospect', label: strings.prospect },
          ]}
        />
      </div>
      <div class="field">
        <label for="language">{strings.theirLanguage}</label>
        <select
          id="language"
          value={details.language}
          onChange={(event) =>
            onChange({ ...details, language: event.currentTarget.value as Details['language'] })
          }
        >
          <option value="">{strings.firmsLanguage}</option>
          <option value="en">English</option>
          <option value="de">Deutsch</option>
        </select>
      </div>
      {text && (
        <Notice tone="bad" urgent>
          <p>{text}</p>
        </Notice>
      )}
      {trouble && !text && <Failure problem={trouble} again={props.onSubmit} />}
      {props.children}
    </Form>
  );
}

/** Others who have the same: no fault, but perhaps a mistake. */
function Duplicates({ of }: { of: readonly { id: string; name: string }[] }) {
  const { strings } = useStrings();
  return (
    <p class="duplicates" role="status">
      {strings.alsoWith}{' '}
      {of.map((client, at) => (
        <>
          {at > 0 && ', '}
          <a href={`/console/clients/${client.id}`} target="_blank" rel="noopener">
            {client.name}
          </a>
        </>
      ))}
    </p>
  );
}

/** The lines of a form that is sent: the button that Enter presses comes first. */
export function FormButtons(props: {
  busy: boolean;
  does: string;
  onCancel: () => void;
  children?: ComponentChildren;
}) {
  const { strings } = useStrings();
  return (
    <p class="buttons">
      <Button busy={props.busy}>{props.does}</Button>
      {props.children}
      <Button kind="quiet" onClick={props.onCancel}>
        {strings.cancel}
      </Button>
    </p>
  );
}
