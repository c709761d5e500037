import { contrast, Field, parseColour, type Schemas, writeNumber } from '@vestibule/kit';
import { useStrings } from '../../strings';
import { LogoPicker } from './LogoPicker';
import type { SectionProps } from './section';

/** Text of any size on white (WCAG 2.2, success criterion 1.4.3). */
const READABLE = 4.5;

/** Returns the contrast of white on a colour, or nothing where the text is not a colour. */
function contrastOf(text: string): number | undefined {
  const colour = parseColour(text);
  return colour && contrast(colour, [255, 255, 255]);
}

/** Whether white can be read on a colour. */
export function isReadable(text: string): boolean {
  return (contrastOf(text) ?? 0) >= READABLE;
}

/** The firm's logo and colour. */
export function LooksSection(
  props: SectionProps & {
    settings: Schemas['SettingsView'];
    onSettings: (settings: Schemas['SettingsView']) => void;
  },
) {
  const { draft, errors, admin, set, settings } = props;
  const { strings, language } = useStrings();
  const ratio = contrastOf(draft.colour);
  const written = ratio !== undefined && writeNumber(language, Math.floor(ratio * 10) / 10);
  const readable = isReadable(draft.colour);
  return (
    <section class="card" id="looks" aria-labelledby="looks-title" tabIndex={-1}>
      <h2 id="looks-title">{strings.looks}</h2>
      <LogoPicker
        logo={settings.logo ?? undefined}
        firm={settings.name}
        admin={admin}
        onSet={props.onSettings}
      />
      <Field
        name="colour"
        label={strings.colour}
        hint={strings.colourHint}
        value={draft.colour}
        onInput={(colour) => set({ colour })}
        error={errors['colour']}
        input={{ autocomplete: 'off', placeholder: '#1d4f63', maxLength: 7, readOnly: !admin }}
        beside={
          admin && (
            <input
              type="color"
              class="swatch"
              aria-label={strings.pickColour}
              value={ratio === undefined ? '#1d4f63' : draft.colour}
              onInput={(event) => set({ colour: event.currentTarget.value })}
            />
          )
        }
        below={
          written && (
            <p class={readable ? 'ratio good' : 'ratio bad'} role="status">
              {readable ? strings.contrastGood(written) : strings.contrastBad(written)}
            </p>
          )
        }
      />
    </section>
  );
}
