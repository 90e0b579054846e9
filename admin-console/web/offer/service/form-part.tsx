import { useState } from 'preact/hooks';
import { Movable } from '../fields/movable.tsx';
import { TextRow } from '../fields/text-row.tsx';
import {
  addField,
  addPage,
  duplicateField,
  type FieldFileType,
  type FormPageFile,
  formOf,
  MOST_FIELDS,
  MOST_PAGES,
  moveField,
  movePage,
  removeField,
  removePage,
} from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import type { Work } from '../work.ts';
import { FieldEditor } from './field-editor.tsx';
import { FIELD_TYPES } from './field-types.ts';
import { PageRules } from './page-rules.tsx';
import type { PartProps } from './part-props.ts';

/** Pages of the form, each with its fields; both in an order that can be changed. */
export function FormPart({ work, id }: PartProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const form = formOf(files, id);
  const titleOf = (page: FormPageFile, at: number) =>
    wordsFor(files, page.title, language) || say('offer.nth', { name: say('offer.page'), n: at + 1 });
  return (
    <>
      <p class="muted">{say('offer.form.text')}</p>
      {form.length === 0 && <p>{say('offer.form.none')}</p>}
      <Movable
        say={say}
        class="blocks"
        testId="form-pages"
        items={form}
        idOf={(page) => page.id}
        nameOf={titleOf}
        isReadOnly={isReadOnly}
        move={(from, to) => edit(movePage(id, from, to))}
      >
        {(page, at) => <OnePage work={work} id={id} page={page} at={at} title={titleOf(page, at)} />}
      </Movable>
      {!isReadOnly && form.length < MOST_PAGES && (
        <button
          type="button"
          class="second"
          data-testid="add-page"
          onClick={() => edit(addPage(id, say('offer.page.new'), say('offer.field.new')))}
        >
          {say('offer.page.add')}
        </button>
      )}
    </>
  );
}

interface PageProps {
  readonly work: Work;
  readonly id: string;
  readonly page: FormPageFile;
  readonly at: number;
  readonly title: string;
}

function OnePage({ work, id, page, at, title }: PageProps) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const labelOf = (field: number) =>
    wordsFor(files, page.fields[field]?.label, language) ||
    say('offer.nth', { name: say('offer.field'), n: field + 1 });
  return (
    <section class="block" aria-label={title}>
      <TextRow
        work={work}
        text={{ file: `services/${id}.json`, path: ['form', at, 'title'], name: `pages.${page.id}` }}
        label={say('offer.page.title')}
      />
      <PageRules work={work} id={id} page={page} at={at} />
      <Movable
        say={say}
        class="fields"
        items={page.fields}
        idOf={(field) => field.id}
        nameOf={(_, field) => labelOf(field)}
        isReadOnly={isReadOnly}
        move={(from, to) => edit(moveField(id, { page: at, at: from }, { page: at, at: to }))}
      >
        {(field, where) => (
          <details class="form-field">
            <summary>
              <b>{labelOf(where)}</b> <small>{say(`offer.type.${field.type}`)}</small>
              {field.visibleIf && <small> · {say('offer.condition.short')}</small>}
            </summary>
            <FieldEditor work={work} id={id} page={at} at={where} field={field} />
            {!isReadOnly && (
              <p class="acts">
                <button
                  type="button"
                  class="second"
                  disabled={page.fields.length >= MOST_FIELDS}
                  onClick={() => edit(duplicateField(id, at, where, say('offer.copy-of', { name: labelOf(where) })))}
                >
                  {say('offer.duplicate')}
                </button>
                <ToPage work={work} id={id} from={{ page: at, at: where }} />
                <button
                  type="button"
                  class="second"
                  disabled={page.fields.length === 1}
                  aria-label={say('offer.remove.of', { name: labelOf(where) })}
                  onClick={() => edit(removeField(id, at, where))}
                >
                  {say('offer.remove')}
                </button>
              </p>
            )}
          </details>
        )}
      </Movable>
      {!isReadOnly && (
        <p class="acts">
          {page.fields.length < MOST_FIELDS && <NewField work={work} id={id} page={at} />}
          <button
            type="button"
            class="second"
            aria-label={say('offer.page.remove.of', { name: title })}
            onClick={() => edit(removePage(id, at))}
          >
            {say('offer.page.remove')}
          </button>
        </p>
      )}
    </section>
  );
}

/** A field is added by what it is. */
function NewField({ work, id, page }: { readonly work: Work; readonly id: string; readonly page: number }) {
  const { say } = work.desk;
  const [type, setType] = useState<FieldFileType>('text');
  return (
    <>
      <select
        aria-label={say('offer.type')}
        value={type}
        onChange={(event) => setType(event.currentTarget.value as FieldFileType)}
      >
        {FIELD_TYPES.map((each) => (
          <option key={each} value={each}>
            {say(`offer.type.${each}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="second"
        onClick={() => work.edit(addField(id, page, type, say(`offer.type.${type}`)))}
      >
        {say('offer.field.add')}
      </button>
    </>
  );
}

interface ToPageProps {
  readonly work: Work;
  readonly id: string;
  readonly from: { readonly page: number; readonly at: number };
}

/** Where there is more than one page. */
function ToPage({ work, id, from }: ToPageProps) {
  const { files, desk } = work;
  const form = formOf(files, id);
  const isAlone = form[from.page]?.fields.length === 1;
  if (form.length < 2 || isAlone) return null;
  return (
    <select
      aria-label={desk.say('offer.to-page')}
      value=""
      onChange={(event) => {
        const page = Number(event.currentTarget.value);
        work.edit(moveField(id, from, { page, at: form[page]?.fields.length ?? 0 }));
      }}
    >
      <option value="">{desk.say('offer.to-page')}</option>
      {form.map(
        (page, at) =>
          at !== from.page &&
          page.fields.length < MOST_FIELDS && (
            <option key={page.id} value={`${at}`}>
              {wordsFor(files, page.title, desk.language)}
            </option>
          ),
      )}
    </select>
  );
}
