import type { TerminalCondition } from '../../../contract/terminals/judgement.ts';
import type { TerminalHistory } from '../../../contract/terminals/terminal-history.ts';
import type { ConsoleLanguage, Say } from '../../texts.ts';
import { type DayOfHours, hoursOf, shareServed } from './hours.ts';

interface Props {
  readonly say: Say;
  readonly language: ConsoleLanguage;
  readonly history: TerminalHistory;
  readonly timeZone: string;
}

const SHOWN: readonly TerminalCondition[] = ['in-service', 'limited', 'out-of-service', 'unreachable'];
/** Units of the drawing: one hour, the words at its left and below it. */
const [WIDE, TALL, LEFT, BELOW] = [18, 7, 34, 18] as const;
/** Told apart without colour: how much of its field each fills. */
const FILLS: Readonly<Record<TerminalCondition, number>> = {
  'in-service': 0.25,
  limited: 0.55,
  'out-of-service': 1,
  unreachable: 1,
};

/** How the terminal was, each day a column of its hours, and the same in numbers. */
export function Health({ say, language, history, timeZone }: Props) {
  const days = hoursOf(history, timeZone);
  const share = shareServed(days);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <>
      <p class="answer" data-testid="share-served">
        {share === null ? say('past.not-known') : say('past.served', { share: percent.format(share), n: days.length })}
      </p>
      <figure class="health">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section class="scrolls" tabIndex={0} aria-label={say('past.plot')}>
          <Plot say={say} language={language} days={days} />
        </section>
        <figcaption>
          <Legend say={say} />
        </figcaption>
      </figure>
      <details>
        <summary>{say('past.numbers')}</summary>
        <Numbers say={say} language={language} days={days} />
      </details>
    </>
  );
}

const dateOf = (date: string, language: ConsoleLanguage, weekday = false): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
    ...(weekday && { weekday: 'short' }),
  }).format(Date.parse(date));

function Plot({ say, language, days }: { readonly days: readonly DayOfHours[] } & Pick<Props, 'say' | 'language'>) {
  const width = LEFT + days.length * WIDE;
  return (
    <svg viewBox={`0 0 ${width} ${24 * TALL + BELOW}`} role="img" aria-label={say('past.plot')}>
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} x="0" y={hour * TALL + 8}>
          {say('past.hour', { n: hour })}
        </text>
      ))}
      {days.map(({ date, hours }, day) => (
        <g key={date} transform={`translate(${LEFT + day * WIDE} 0)`}>
          {hours.map((condition, hour) => (
            <Hour key={`${date}/${hour}`} condition={condition} at={hour} />
          ))}
          {day % 5 === 0 && (
            <text x="0" y={24 * TALL + 12}>
              {dateOf(date, language)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function Hour({ condition, at }: { readonly condition: TerminalCondition | null; readonly at: number }) {
  if (condition === null) return null;
  const tall = (TALL - 1) * FILLS[condition];
  const wide = WIDE - 2;
  const y = at * TALL + (TALL - 1 - tall) / 2;
  return (
    <>
      <rect class={condition} x="0" y={y} width={wide} height={tall} />
      {condition === 'unreachable' && <path d={`M0 ${y + tall}L${wide} ${y}`} />}
    </>
  );
}

const Legend = ({ say }: Pick<Props, 'say'>) => (
  <ul class="legend">
    {SHOWN.map((condition) => (
      <li key={condition}>
        <svg viewBox={`0 0 ${WIDE} ${TALL}`} aria-hidden="true">
          <Hour condition={condition} at={0} />
        </svg>
        {say(`total.${condition}`)}
      </li>
    ))}
  </ul>
);

function Numbers({ say, language, days }: { readonly days: readonly DayOfHours[] } & Pick<Props, 'say' | 'language'>) {
  const hours = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="scrolls" tabIndex={0} aria-label={say('past.numbers')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('past.day')}</th>
            {SHOWN.map((condition) => (
              <th key={condition} scope="col">
                {say(`total.${condition}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, spent }) => (
            <tr key={date}>
              <th scope="row">{dateOf(date, language, true)}</th>
              {SHOWN.map((condition) => (
                <td key={condition}>{say('past.hours', { n: hours.format(spent[condition] / 3_600_000) })}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
