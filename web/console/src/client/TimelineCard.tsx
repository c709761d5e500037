// The timeline of a client, newest first, by day.

import { Button, Failure, type Problem, Spinner, useAction } from '@vestibule/kit';
import { useState } from 'preact/hooks';
import { get } from '../api';
import { Moment, writeDate } from '../components/Moment';
import { named, useStrings } from '../strings';
import { type Action, hintedAction } from './actions';
import { appendPage, helpsNow, type Line, sentence } from './timeline';

export interface Lines {
  lines: Line[];
  older?: string | null;
}

export function TimelineCard(props: {
  id: string;
  known: Lines | undefined;
  names: ReadonlyMap<string, string>;
  /** The actions that the panel of help offers: hints do not repeat them. */
  offered: readonly Action[];
  onMore: (known: Lines) => void;
  onFix: (action: Action) => void;
}) {
  const { id, known, names } = props;
  const { strings, language } = useStrings();
  const [exact, setExact] = useState(false);
  const [trouble, setTrouble] = useState<Problem>();
  const { busy, run } = useAction(async () => {
    if (!known?.older) return;
    setTrouble(undefined);
    const outcome = await get('/api/staff/clients/{client}/timeline', {
      path: { client: id },
      query: { before: known.older },
    });
    if (outcome.ok)
      props.onMore(appendPage({ lines: known.lines, older: known.older }, outcome.body));
    else setTrouble(outcome.problem);
  });
  const who = (line: Line): string => {
    const { actor } = line;
    if (actor.kind === 'staff') return names.get(actor.id) ?? strings.aColleague;
    return named(strings.actors, actor.kind) ?? '';
  };
  let day = '';
  return (
    <section class="card timeline" aria-labelledby="timeline-title">
      <div class="card-head">
        <h2 id="timeline-title">{strings.timeline}</h2>
        <label class="option small">
          <input
            type="checkbox"
            checked={exact}
            onChange={(event) => setExact(event.currentTarget.checked)}
          />
          <span>{strings.exactTimes}</span>
        </label>
      </div>
      {!known ? (
        <Spinner />
      ) : (
        <ol class="lines-of-time">
          {known.lines.map((line, at) => {
            const now = helpsNow(known.lines, at);
            const advice = named(strings.whatNow, now);
            const date = writeDate(language, line.at);
            const begins = date !== day;
            day = date;
            const fix = now ? hintedAction(now) : undefined;
            const hinted = fix && !props.offered.includes(fix) ? fix : undefined;
            return (
              <li key={`${line.at}-${known.lines.length - at}`} class={`line ${line.tone}`}>
                {begins && <h3 class="day">{date}</h3>}
                <div class="line-in">
                  <span class="when">
                    <Moment at={line.at} clock exact={exact} />
                  </span>
                  <div class="did">
                    <p>{sentence(strings, line.what, names)}</p>
                    <p class="by">{who(line)}</p>
                    {advice && (
                      <p class="now">
                        <strong>{strings.whatToDoNow}</strong> {advice}
                        {hinted && (
                          <button type="button" class="link" onClick={() => props.onFix(hinted)}>
                            {strings.actions[hinted]}
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
          {strings.showOlder}
        </Button>
      )}
    </section>
  );
}
