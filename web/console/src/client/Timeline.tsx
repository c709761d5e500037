// What happened to a client, newest first, under the days on which it did.

import { Button, Failure, type Problem, Spinner, useOnce } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { get } from '../api';
import { Moment, writeDate } from '../parts/Moment';
import { named, useWords } from '../words';
import { type ActionName, canMend } from './actions';
import { goneOn, helpsNow, type Line, sentence, toneOf, type What } from './timeline';

export interface Lines {
  lines: Line[];
  older?: string | null;
}

export function Timeline(props: {
  id: string;
  known: Lines | undefined;
  names: ReadonlyMap<string, string>;
  /** What stands ready above: a hint need not offer it a second time. */
  offered: readonly ActionName[];
  onMore: (known: Lines) => void;
  onMend: (action: ActionName) => void;
}) {
  const { id, known, names } = props;
  const { words, language } = useWords();
  const [exact, setExact] = useState(false);
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useOnce(async () => {
    if (!known?.older) return;
    setTrouble(undefined);
    const outcome = await get('/api/staff/clients/{client}/timeline', {
      path: { client: id },
      query: { before: known.older },
    });
    if (outcome.ok) props.onMore(goneOn({ lines: known.lines, older: known.older }, outcome.body));
    else setTrouble(outcome.problem);
  });
  const who = (line: Line): string => {
    const actor = line.actor as unknown as { kind: string; id?: string };
    if (actor.kind === 'staff') return names.get(actor.id ?? '') ?? words.aColleague;
    return named(words.actors, actor.kind) ?? '';
  };
  let day = '';
  return (
    <section class="card timeline" aria-labelledby="timeline-title">
      <div class="card-head">
        <h2 id="timeline-title">{words.timeline}</h2>
        <label class="option small">
          <input
            type="checkbox"
            checked={exact}
            onChange={(event) => setExact(event.currentTarget.checked)}
          />
          <span>{words.exactTimes}</span>
        </label>
      </div>
      {!known ? (
        <Spinner />
      ) : (
        <ol class="lines-of-time">
          {known.lines.map((line, at) => {
            const what = line.what as unknown as What;
            const now = helpsNow(known.lines, at);
            const date = writeDate(language, line.at);
            const begins = date !== day;
            day = date;
            const mends = now ? canMend(now) : undefined;
            const mend = mends && !props.offered.includes(mends) ? mends : undefined;
            return (
              <li key={`${line.at}-${known.lines.length - at}`} class={`line ${toneOf(what)}`}>
                {begins && <h3 class="day">{date}</h3>}
                <div class="line-in">
                  <span class="when">
                    <Moment at={line.at} clock exact={exact} />
                  </span>
                  <div class="did">
                    <p>{sentence(words, what, names)}</p>
                    <p class="by">{who(line)}</p>
                    {now && (
                      <p class="now">
                        <strong>{words.whatToDoNow}</strong> {named(words.whatNow, now)}
                        {mend && (
                          <button type="button" class="link" onClick={() => props.onMend(mend)}>
                            {words.actions[mend]}
                          </button>
                        )}
                      </p>
                    )}
                  </div>
                </div>
              </li>
            );
          })}
        </ol>
      )}
      {trouble && <Failure problem={trouble} again={run} />}
      {known?.older && (
        <Button kind="secondary" busy={busy} onClick={run}>
          {words.showOlder}
        </Button>
      )}
    </section>
  );
}
