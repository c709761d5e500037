import {
  Button,
  Failure,
  Field,
  type FieldErrors,
  Form,
  Page,
  type Problem,
  useAction,
} from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { lookUpFirm } from '../firm';
import { useStrings } from '../strings';

/** Asks for the firm's web address. */
export function WhichFirm() {
  const { strings } = useStrings();
  const [slug, setSlug] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    setTrouble(undefined);
    // A person who copies the whole address means its last part.
    const typed = slug.trim().toLowerCase().replace(/\/+$/, '').split('/').pop() ?? '';
    if (!typed) {
      setErrors({ firm: strings.firmEmpty });
      return;
    }
    const found = await lookUpFirm(typed);
    if ('id' in found) setErrors({});
    else if (found.status === 404) setErrors({ firm: strings.firmUnknown(typed) });
    else setTrouble(found);
  });
  return (
    <Page key="firm" title={strings.whichFirm} errors={errors}>
      <p class="lead">{strings.whichFirmLead}</p>
      <Form onSubmit={run} errors={errors}>
        <Field
          name="firm"
          label={strings.firmSlug}
          hint={strings.firmSlugHint}
          value={slug}
          onInput={setSlug}
          error={errors['firm']}
          input={{ autocomplete: 'organization' }}
        />
        {trouble && <Failure problem={trouble} again={run} />}
        <Button busy={busy}>{strings.continue}</Button>
      </Form>
    </Page>
  );
}
