import { Faults } from '../fields/labelled.tsx';
import { type AnswerLine, answerLine, conditionOf, lineOf, linesOf } from '../model/conditions.ts';
import { type Path, serviceFile, setValue, valueAt } from '../model/files.ts';
import type { FieldFileChoice } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import type { Work } from '../work.ts';

interface ConditionProps {
  readonly work: Work;
  /** Of the service. */
  readonly id: string;
  readonly path: Path;
  /** What it is about: the words begin with it. */
  readonly about: 'question' | 'page';
  readonly questions: readonly FieldFileChoice[];
}

/** As the schema has it. */
const MOST_LINES = 10;

/** When something is asked, in sentences: "Nur fragen, wenn Assistenzhund = Ja, und wenn …". */
export function ConditionEditor({ work, id, path, about, questions }: ConditionProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const file = serviceFile(id);
  const { join, lines } = linesOf(valueAt(files, file, path) as Parameters<typeof linesOf>[0]);
  const [first] = questions;
  if (!first && lines.length === 0) return null;
  const write = (next: typeof lines, by = join) =>
    edit(setValue(file, path, conditionOf({ join: by, lines: next }) as never));
  const put = (at: number, line: AnswerLine | null) =>
    write(line ? [...lines.slice(0, at), lineOf(line), ...lines.slice(at + 1)] : lines.filter((_, n) => n !== at));
  const firstOf = (field: FieldFileChoice): AnswerLine => ({
    field: field.id,
    equals: answersTo(work, field)[0]?.value ?? '',
    isNot: false,
  });
  const lead = (at: number) => say(at === 0 ? `offer.condition.${about}` : `offer.condition.${join}`);
  const choose = (at: number, name: string) => {
    const question = questions.find((each) => each.id === name);
    put(at, question ? firstOf(question) : null);
  };
  return (
    <div class="condition-lines" data-at={`${file}:${path.join('.')}`}>
      {[...lines, ...(lines.length === 0 ? [null] : [])].map((line, at) => {
        const answer = line && answerLine(line);
        return (
          <div class="condition" key={at}>
            {line && !answer ? (
              <p>
                {lead(at)} {say('offer.condition.other')}{' '}
                {!isReadOnly && (
                  <button type="button" class="second" onClick={() => put(at, null)}>
                    {say('offer.remove')}
                  </button>
                )}
              </p>
            ) : (
              <label>
                <span>{lead(at)}</span>
                <select
                  value={answer?.field ?? ''}
                  disabled={isReadOnly}
                  onChange={(event) => choose(at, event.currentTarget.value)}
                >
                  <option value="">{say(lines.length > 1 ? 'offer.condition.drop' : 'offer.condition.always')}</option>
                  {questions.map((question) => (
                    <option key={question.id} value={question.id}>
                      {say('offer.condition.when', { name: labelOf(work, question) })}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {answer && <Answer work={work} line={answer} questions={questions} change={(next) => put(at, next)} />}
          </div>
        );
      })}
      {lines.length > 1 && (
        <select
          value={join}
          aria-label={say('offer.condition.join')}
          disabled={isReadOnly}
          onChange={(event) => write(lines, event.currentTarget.value === 'any' ? 'any' : 'all')}
        >
          {(['all', 'any'] as const).map((one) => (
            <option key={one} value={one}>
              {say(`offer.condition.join.${one}`)}
            </option>
          ))}
        </select>
      )}
      {!isReadOnly && first && lines.length > 0 && lines.length < MOST_LINES && (
        <button type="button" class="second" onClick={() => write([...lines, lineOf(firstOf(first))])}>
          {say('offer.condition.more')}
        </button>
      )}
      <Faults work={work} file={file} path={path} />
    </div>
  );
}

interface AnswerProps {
  readonly work: Work;
  readonly line: AnswerLine;
  readonly questions: readonly FieldFileChoice[];
  readonly change: (line: AnswerLine) => void;
}

/** "= Ja" */
function Answer({ work, line, questions, change }: AnswerProps) {
  const { say } = work.desk;
  const question = questions.find((each) => each.id === line.field);
  return (
    <label>
      <select
        value={line.isNot ? 'not' : 'is'}
        aria-label={say('offer.condition.is-or-not')}
        disabled={work.isReadOnly}
        onChange={(event) => change({ ...line, isNot: event.currentTarget.value === 'not' })}
      >
        <option value="is">=</option>
        <option value="not">≠</option>
      </select>
      <select
        value={line.equals}
        aria-label={say('offer.condition.answer')}
        disabled={work.isReadOnly}
        onChange={(event) => change({ ...line, equals: event.currentTarget.value })}
      >
        {answersTo(work, question).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

const labelOf = ({ files, desk }: Work, { id, label }: FieldFileChoice): string =>
  wordsFor(files, label, desk.language) || id;

const answersTo = ({ files, desk }: Work, question: FieldFileChoice | undefined) =>
  question?.options
    ? question.options.map(({ value, label }) => ({ value, label: wordsFor(files, label, desk.language) || value }))
    : ['yes', 'no'].map((value) => ({ value, label: desk.say(`offer.answer.${value}`) }));
