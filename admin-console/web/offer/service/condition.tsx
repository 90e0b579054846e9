import { Faults } from '../fields/labelled.tsx';
import { serviceFile, setValue } from '../model/files.ts';
import { questionsFor } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import type { FieldPartProps } from './part-props.ts';

/** When the field is asked, as a sentence: "Nur fragen, wenn Assistenzhund = Ja". */
export function Condition({ work, id, page, at, field }: FieldPartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const file = serviceFile(id);
  const path = ['form', page, 'fields', at, 'visibleIf'];
  const questions = questionsFor(files, id, field.id);
  const condition = field.visibleIf && 'equals' in field.visibleIf ? field.visibleIf : undefined;
  // One that the editor has no controls for is kept as it is.
  if (field.visibleIf ? !condition : questions.length === 0) return null;
  const answersOf = (name: string) => {
    const question = questions.find((each) => each.id === name);
    return question?.options
      ? question.options.map(({ value, label }) => ({
          value,
          label: wordsFor(files, label, language) || value,
        }))
      : ['yes', 'no'].map((value) => ({ value, label: say(`offer.answer.${value}`) }));
  };
  const choose = (name: string) =>
    edit(setValue(file, path, name === '' ? undefined : { field: name, equals: answersOf(name)[0]?.value ?? '' }));
  return (
    <div class="condition" data-at={`${file}:${path.join('.')}`}>
      <label>
        <span>{say('offer.condition.ask')}</span>
        <select
          value={condition?.field ?? ''}
          disabled={isReadOnly}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{say('offer.condition.always')}</option>
          {questions.map((question) => (
            <option key={question.id} value={question.id}>
              {say('offer.condition.when', { name: wordsFor(files, question.label, language) || question.id })}
            </option>
          ))}
        </select>
      </label>
      {condition && (
        <label>
          <span>=</span>
          <select
            value={condition.equals}
            aria-label={say('offer.condition.answer')}
            disabled={isReadOnly}
            onChange={(event) => edit(setValue(file, [...path, 'equals'], event.currentTarget.value))}
          >
            {answersOf(condition.field).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Faults work={work} file={file} path={path} />
    </div>
  );
}
