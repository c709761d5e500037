// The form for a client's record. Fields are checked as they are left, and all of them when it is
// sent.

import {
  Choice,
  Field,
  type FieldErrors,
  Form,
  type Problem,
  plainNumber,
  trimEnds,
} from '@vestibule/kit';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { checkEmail, checkMobile, checkPhone } from '../checks';
import { Refusal } from '../components/Refusal';
import { useStrings } from '../strings';
import { DuplicateNote } from './DuplicateNote';
import type { Details } from './details';
import { useDuplicates } from './duplicates';

type Lines = 'emails' | 'mobiles' | 'phones';

export function ClientForm(props: {
  details: Details;
  onChange: (details: Details) => void;
  errors: FieldErrors;
  trouble: Problem | undefined;
  onSubmit: () => void;
  /** The id of the client being edited, who is not their own duplicate. */
  own?: string;
  children: ComponentChildren;
}) {
  const { details, onChange, errors, trouble, own } = props;
  const { strings } = useStrings();
  const [early, setEarly] = useState<FieldErrors>({});
  const duplicates = useDuplicates(details, own);
  // A field that was refused is checked again while it is corrected.
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
      return error && trimEnds(value) ? { ...rest, [field]: error } : rest;
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
          {...(kind !== 'emails' && { strip: plainNumber })}
          onInput={(typed) => {
            onChange({
              ...details,
              [kind]: details[kind].map((line, place) => (place === at ? typed : line)),
            });
            // While a field is typed, it is only checked if it already has an error.
            if (error) check(field, typed, kind);
          }}
          input={{
            autocomplete: 'off',
            ...(kind === 'emails' ? { type: 'email' as const } : { type: 'tel' as const }),
            onBlur: (event) => check(field, event.currentTarget.value, kind),
          }}
          below={others && <DuplicateNote of={others} />}
        />
      );
    });
  /** Adds a line of a kind and moves the focus to it. */
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
        below={duplicates['name'] && <DuplicateNote of={duplicates['name']} />}
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
      {trouble && <Refusal problem={trouble} again={props.onSubmit} />}
      {props.children}
    </Form>
  );
}
