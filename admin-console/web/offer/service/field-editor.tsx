import { Check, OneOf } from '../fields/choices.tsx';
import { atName, Faults } from '../fields/labelled.tsx';
import { PlainNumber } from '../fields/plain-fields.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { all, type Edit, serviceFile, setValue } from '../model/files.ts';
import { type FieldFileType, questionsFor, serviceOf, setFieldType } from '../model/form.ts';
import { ConditionEditor } from './condition.tsx';
import { DateLimit } from './date-limit.tsx';
import { FieldChoices } from './field-choices.tsx';
import { FIELD_TYPES } from './field-types.ts';
import type { FieldPartProps } from './part-props.ts';
import { PostalCodes } from './postal-codes.tsx';

const CARD_FIELDS = [
  'givenNames',
  'familyName',
  'doctoralDegree',
  'dateOfBirth',
  'street',
  'postalCode',
  'city',
  'country',
];

/** What one field asks, of what kind, and by which rules. */
export function FieldEditor(props: FieldPartProps) {
  const { work, id, page, at, field } = props;
  const { say } = work.desk;
  const file = serviceFile(id);
  const path = ['form', page, 'fields', at];
  const place = { work, file };
  const hasCard = serviceOf(work.files, id)?.identification.kind === 'eid';
  return (
    <div class="field-editor" data-at={atName(file, path)}>
      <Faults {...place} path={path} />
      <TextRow
        work={work}
        text={{ file, path: [...path, 'label'], name: `fields.${field.id}` }}
        label={say('offer.field.label')}
      />
      <TextRow
        work={work}
        text={{ file, path: [...path, 'hint'], name: `fields.${field.id}Hint`, isOptional: true }}
        label={say('offer.field.hint')}
        hint={say('offer.field.hint.hint')}
      />
      <div class="row">
        <OneOf
          {...place}
          path={[...path, 'type']}
          label={say('offer.type')}
          hint={say(`offer.type.${field.type}.example`)}
          options={FIELD_TYPES.map((value) => ({ value, label: say(`offer.type.${value}`) }))}
          choose={(type) => setFieldType(id, page, at, type as FieldFileType)}
        />
        <OneOf
          {...place}
          path={[...path, 'required']}
          label={say('offer.required')}
          chosen={field.ifAny ? 'ifAny' : (field.required ?? true) ? 'yes' : 'no'}
          options={['yes', 'no', 'ifAny'].map((value) => ({ value, label: say(`offer.required.${value}`) }))}
          choose={(how) => setRequired(file, path, how)}
        />
        {(field.type === 'text' ||
          field.type === 'name' ||
          field.type === 'street' ||
          field.type === 'town' ||
          field.type === 'long-text') && (
          <PlainNumber
            {...place}
            path={[...path, 'maxLength']}
            label={say('offer.max-length')}
            min={1}
            max={field.type === 'long-text' ? 2000 : 500}
            isOptional
          />
        )}
      </div>
      {(field.type === 'number' || field.type === 'amount') && (
        <div class="row">
          <PlainNumber {...place} path={[...path, 'min']} label={say('offer.min')} isOptional />
          <PlainNumber {...place} path={[...path, 'max']} label={say('offer.max')} isOptional />
        </div>
      )}
      {(field.type === 'date' || field.type === 'partial-date') && (
        <div class="row">
          <DateLimit {...place} path={[...path, 'min']} label={say('offer.earliest')} />
          <DateLimit {...place} path={[...path, 'max']} label={say('offer.latest')} />
        </div>
      )}
      {field.type === 'postal-code' && (
        <>
          <Check
            {...place}
            path={[...path, 'only']}
            label={say('offer.only')}
            isChecked={field.only !== undefined}
            change={(is) => setValue(file, [...path, 'only'], is ? 'municipality' : undefined)}
          />
          {field.only !== undefined && (
            <PostalCodes {...place} path={[...path, 'only']} label={say('offer.only.which')} />
          )}
        </>
      )}
      {field.options && <FieldChoices {...props} />}
      {hasCard && (
        <div class="row">
          <OneOf
            {...place}
            path={[...path, 'prefill']}
            label={say('offer.prefill')}
            chosen={field.prefill ?? ''}
            options={[
              { value: '', label: say('offer.prefill.none') },
              ...CARD_FIELDS.map((value) => ({ value, label: say(`offer.prefill.${value}`) })),
            ]}
            choose={(value) =>
              value === ''
                ? all(setValue(file, [...path, 'prefill'], undefined), setValue(file, [...path, 'locked'], undefined))
                : setValue(file, [...path, 'prefill'], value)
            }
          />
          {field.prefill && (
            <Check
              {...place}
              path={[...path, 'locked']}
              label={say('offer.locked')}
              isChecked={field.locked === true}
              change={(is) => setValue(file, [...path, 'locked'], is || undefined)}
            />
          )}
        </div>
      )}
      <ConditionEditor
        work={work}
        id={id}
        path={[...path, 'visibleIf']}
        about="question"
        questions={questionsFor(work.files, id, field.id)}
      />
    </div>
  );
}

const setRequired = (file: string, path: readonly (string | number)[], how: string): Edit =>
  all(
    setValue(file, [...path, 'required'], how === 'yes'),
    setValue(file, [...path, 'ifAny'], how === 'ifAny' || undefined),
  );
