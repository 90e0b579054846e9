import type { FieldView } from '../../session/contract/screens/form.ts';
import { Icon } from '../components/icon.tsx';
import { useView } from '../view.ts';
import { useDraft } from './draft.ts';
import { describedBy, FieldErrorText, FieldTexts, Label } from './field-texts.tsx';

/** Every option in sight: a list that opens and scrolls is hard to hit and hides what one may choose from. */
export function Choice({ field }: { readonly field: FieldView }) {
  const { words, send } = useView();
  const options =
    field.type === 'yes-no' && field.options.length === 0
      ? [
          { value: 'yes', label: words.t('form.yes') },
          { value: 'no', label: words.t('form.no') },
        ]
      : field.options;
  const isMany = field.type === 'multi-choice';
  const draft = useDraft(field.value);
  const chosen = isMany ? draft.shown.split('\n').filter((value) => value !== '') : [field.value];
  const choose = (option: string) => {
    // In the order of the options, as the session keeps them.
    const values = options.map(({ value }) => value).filter((value) => chosen.includes(value) !== (value === option));
    const value = isMany ? values.join('\n') : option;
    if (isMany) draft.type(value);
    send({ name: 'edit-field', field: field.id, value });
    send({ name: 'leave-field', field: field.id });
  };
  return (
    <fieldset
      class="field choice"
      data-state={field.error ? 'error' : field.locked ? 'locked' : undefined}
      data-testid={`field-${field.id}`}
      data-type={field.type}
      aria-describedby={describedBy(field)}
    >
      <legend class="field-label">
        <Label field={field} />
      </legend>
      <FieldTexts field={field} />
      {isMany && <p class="field-hint">{words.t('form.several')}</p>}
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value} class="option" data-testid={`option-${field.id}-${option.value}`}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={field.id}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={field.locked}
              required={field.required && !(isMany && chosen.length > 0)}
              aria-invalid={field.error !== null}
              onChange={() => choose(option.value)}
            />
            <span class="option-mark">
              <Icon name="check" />
            </span>
            <span class="option-text">{option.label}</span>
          </label>
        ))}
      </div>
      <FieldErrorText field={field} />
    </fieldset>
  );
}
