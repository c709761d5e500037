// What is on record of a client, to be filled in: checked as it is typed, in whole when it is sent.

import {
  Button,
  Choice,
  Failure,
  type Faults,
  Field,
  Form,
  isTrouble,
  Notice,
  type Problem,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { problemText } from '../problems';
import { useWords } from '../words';
import { checkEmail, checkMobile, checkPhone } from './checks';
import { useTwins } from './twins';

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
  faults: Faults;
  trouble: Problem | undefined;
  onSubmit: () => void;
  /** Of the client who is edited: not a twin of itself. */
  own?: string;
  children: ComponentChildren;
}) {
  const { details, onChange, faults, trouble, own } = props;
  const { words } = useWords();
  const [early, setEarly] = useState<Faults>({});
  const twins = useTwins(details, own);
  const text = trouble && !isTrouble(trouble) ? problemText(words, trouble) : undefined;
  // A field that was sent and refused is checked anew as it is mended.
  useEffect(() => setEarly({}), [faults]);

  const check = (field: string, value: string, kind: Lines) => {
    const fault =
      kind === 'emails'
        ? checkEmail(words, value)
        : kind === 'mobiles'
          ? checkMobile(words, value)
          : checkPhone(words, value);
    setEarly((before) => {
      const { [field]: _, ...rest } = before;
      return fault && value.trim() ? { ...rest, [field]: fault } : rest;
    });
  };

  const lines = (kind: Lines, labels: { one: string; more: string }, hint: string | undefined) =>
    details[kind].map((value, at) => {
      const field = `${kind}[${at}]`;
      const fault = early[field] ?? faults[field] ?? (at === 0 ? faults[kind] : undefined);
      const others = twins[field];
      return (
        <Field
          key={field}
          name={field}
          label={at === 0 ? labels.one : labels.more}
          value={value}
          hint={at === 0 ? hint : undefined}
          fault={fault}
          onInput={(typed) => {
            onChange({
              ...details,
              [kind]: details[kind].map((line, place) => (place === at ? typed : line)),
            });
            // While it is typed, only what was said to be wrong is looked at again.
            if (fault) check(field, typed, kind);
          }}
          input={{
            autocomplete: 'off',
            ...(kind === 'emails' ? { type: 'email' as const } : { type: 'tel' as const }),
            onBlur: (event) => check(field, event.currentTarget.value, kind),
          }}
          below={others && <Twins of={others} />}
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
    <Form onSubmit={props.onSubmit} faults={faults}>
      <Field
        name="name"
        label={words.name}
        value={details.name}
        onInput={(name) => onChange({ ...details, name })}
        fault={faults['name']}
        input={{ autocomplete: 'off', autocapitalize: 'words' }}
        below={twins['name'] && <Twins of={twins['name']} />}
      />
      {lines('emails', { one: words.email, more: words.emailMore }, undefined)}
      {lines('mobiles', { one: words.mobile, more: words.mobileMore }, words.mobileHint)}
      {lines('phones', { one: words.phone, more: words.phone }, words.phoneHint)}
      <p class="more-lines">
        {another('emails', words.emailAdd)}
        {another('mobiles', words.mobileAdd)}
        {another('phones', words.phoneAdd)}
      </p>
      <div class="pair">
        <Choice
          name="kind"
          legend={words.kind}
          value={details.kind}
          onChange={(kind) => onChange({ ...details, kind })}
          options={[
            { value: 'person', label: words.person },
            { value: 'company', label: words.company },
          ]}
        />
        <Choice
          name="relation"
          legend={words.relation}
          value={details.relation}
          onChange={(relation) => onChange({ ...details, relation })}
          options={[
            { value: 'client', label: words.client },
            { value: 'prospect', label: words.prospect },
          ]}
        />
      </div>
      <div class="field">
        <label for="language">{words.theirLanguage}</label>
        <select
          id="language"
          value={details.language}
          onChange={(event) =>
            onChange({ ...details, language: event.currentTarget.value as Details['language'] })
          }
        >
          <option value="">{words.firmsLanguage}</option>
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
function Twins({ of }: { of: readonly { id: string; name: string }[] }) {
  const { words } = useWords();
  return (
    <p class="twins" role="status">
      {words.alsoWith}{' '}
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
  const { words } = useWords();
  return (
    <p class="buttons">
      <Button busy={props.busy}>{props.does}</Button>
      {props.children}
      <Button kind="quiet" onClick={props.onCancel}>
        {words.cancel}
      </Button>
    </p>
  );
}
