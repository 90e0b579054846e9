import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LEVELS, type Level } from '../../../../foundation/log.ts';
import type { LogViewBegun } from '../../../contract/terminals/log-views.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { saveFile } from '../../frame/save-file.ts';
import { TIME_ZONE } from '../../texts.ts';
import { fileOf, type LogRow, shownOf, wordsOf } from './log-shown.ts';
import { useLog } from './read-log.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly view: LogViewBegun;
  readonly onOver: () => void;
}

/** Rows from the newest on that are drawn; the file has all. */
const MOST_DRAWN = 500;

/** The lines of one view, with what one does to them. */
export function LogReader({ desk, terminal, view, onOver }: Props) {
  const { say, language } = desk;
  const { rows, state, end } = useLog(terminal, view.id);
  const [level, setLevel] = useState<Level>('debug');
  const [text, setText] = useState('');
  /** The newest row when somebody stopped; what comes later waits. */
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const [levelId, textId] = [useId(), useId()];
  const isOver = state === 'over';
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  const seen = pausedAt === null ? rows : rows.filter(({ key }) => key <= pausedAt);
  const waiting = rows.length - seen.length;
  const shown = shownOf(seen, { level, text });
  const timeZone = terminal.status?.timeZone ?? TIME_ZONE;
  const until = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone }).format(view.endsAt);
  return (
    <>
      <p role="status" data-testid="log-state">
        {state === 'problem' ? say('log.problem') : say(`log.state.${state}`, { time: until })}
      </p>
      <div class="log-tools">
        <p class="field">
          <label for={levelId}>{say('log.level')}</label>
          <select id={levelId} value={level} onChange={(event) => setLevel(event.currentTarget.value as Level)}>
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {say(`log.level.${each}`)}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={textId}>{say('log.search')}</label>
          <input
            id={textId}
            type="search"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </p>
        {!isOver && (
          <button
            type="button"
            class="second"
            onClick={() => setPausedAt(pausedAt === null ? (rows.at(-1)?.key ?? 0) : null)}
          >
            {say(pausedAt === null ? 'log.pause' : 'log.go-on')}
          </button>
        )}
        <button
          type="button"
          class="second"
          disabled={rows.length === 0}
          onClick={() => saveFile(`${terminal.id}.log`, fileOf(rows), 'application/x-ndjson;charset=utf-8')}
        >
          {say('log.save')}
        </button>
        {!isOver && (
          <button type="button" class="second" onClick={end}>
            {say('log.end')}
          </button>
        )}
      </div>
      {waiting > 0 && <p class="muted">{say.count('log.waiting', waiting)}</p>}
      {shown.length === 0 ? (
        <p class="muted">{say(rows.length === 0 ? 'log.none' : 'log.none-such')}</p>
      ) : (
        <Lines desk={desk} rows={shown.slice(-MOST_DRAWN)} timeZone={timeZone} />
      )}
    </>
  );
}

interface LinesProps {
  readonly desk: Desk;
  readonly rows: readonly LogRow[];
  readonly timeZone: string;
}

function Lines({ desk: { say, language }, rows, timeZone }: LinesProps) {
  const box = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  // Whoever has scrolled up reads there; whoever is at the end follows.
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [rows.at(-1)?.key, rows.length]);
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone });
  return (
    <section
      ref={box}
      class="log-lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
      tabIndex={0}
      aria-label={say('log.lines')}
      data-testid="log-lines"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
    >
      <ol>
        {rows.map((row) =>
          'line' in row ? (
            <li key={row.key} class={row.line.level}>
              <time dateTime={new Date(row.line.at).toISOString()}>{time.format(row.line.at)}</time>{' '}
              <b>{say(`log.word.${row.line.level}`)}</b> <span>{wordsOf(row.line)}</span>
            </li>
          ) : (
            <li key={row.key} class="omitted">
              {say.count('log.omitted', row.omitted)}
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
