import { Movable } from '../fields/movable.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { serviceFile, setValue } from '../model/files.ts';
import { addOption, moveOption } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import type { FieldPartProps } from './part-props.ts';

const MOST = 40;
const LEAST = 2;

/** What can be chosen, in its order. */
export function FieldChoices({ work, id, page, at, field }: FieldPartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const file = serviceFile(id);
  const path = ['form', page, 'fields', at, 'options'];
  const options = field.options ?? [];
  const nameOf = (n: number) =>
    wordsFor(files, options[n]?.label, language) || say('offer.nth', { name: say('offer.choice'), n: n + 1 });
  return (
    <fieldset class="text-list">
      <legend>{say('offer.choices')}</legend>
      <Movable
        say={say}
        items={options}
        idOf={(option) => option.value}
        nameOf={(_, n) => nameOf(n)}
        isReadOnly={isReadOnly}
        move={(from, to) => edit(moveOption(id, page, at, from, to))}
      >
        {(option, n) => (
          <>
            <TextRow
              work={work}
              text={{ file, path: [...path, n, 'label'], name: `choices.${option.value}` }}
              label={say('offer.nth', { name: say('offer.choice'), n: n + 1 })}
            />
            {!isReadOnly && (
              <button
                type="button"
                class="second"
                disabled={options.length <= LEAST}
                aria-label={say('offer.remove.of', { name: nameOf(n) })}
                onClick={() => edit(setValue(file, [...path, n], undefined))}
              >
                {say('offer.remove')}
              </button>
            )}
          </>
        )}
      </Movable>
      {!isReadOnly && options.length < MOST && (
        <button type="button" class="second" onClick={() => edit(addOption(id, page, at, say('offer.choice.new')))}>
          {say('offer.choice.add')}
        </button>
      )}
    </fieldset>
  );
}
