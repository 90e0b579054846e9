import type { Condition } from '../../../../config/schema/condition.ts';
import { testsIn } from '../../../../config/schema/condition-tests.ts';
import { namedIn } from '../../../../config/schema/expression-operands.ts';
import { freeName, plainName } from '../../../../config/schema/plain-name.ts';
import type { FieldFile, ServiceFile } from '../../../../config/schema/service-file.ts';
import type { Json, JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { all, changeValue, type Edit, type FileSet, moved, serviceFile, setValue } from './files.ts';
import { copyTexts, setNewText, textKeyFor } from './texts.ts';

export type FormPageFile = ServiceFile['form'][number];
export type FieldFileType = FieldFile['type'];
/** A question with a closed set of answers. */
export type FieldFileChoice = Pick<FieldFile, 'id' | 'label' | 'options'>;

/** As the schema has it. */
export const MOST_FIELDS = 8;
export const MOST_PAGES = 20;

export const serviceOf = (files: FileSet, id: string): ServiceFile | null =>
  (files[serviceFile(id)] as unknown as ServiceFile | undefined) ?? null;

export const formOf = (files: FileSet, id: string): readonly FormPageFile[] => serviceOf(files, id)?.form ?? [];

const changeForm = (id: string, change: (form: readonly FormPageFile[]) => readonly FormPageFile[]): Edit =>
  changeValue<Json[]>(
    serviceFile(id),
    ['form'],
    (form = []) => change(form as unknown as readonly FormPageFile[]) as unknown as Json,
  );

const changeFields = (id: string, page: number, change: (fields: readonly FieldFile[]) => readonly FieldFile[]): Edit =>
  changeForm(id, (form) =>
    form.map((each, at) => (at === page ? { ...each, fields: [...change(each.fields)] } : each)),
  );

/** A page with one field: a page without any is none. */
export const addPage =
  (id: string, title: string, label: string): Edit =>
  (files) => {
    const key = textKeyFor(files, id, 'pages.page');
    const ids = new Set(formOf(files, id).map((page) => page.id));
    const page: FormPageFile = { id: freeName('page', ids), title: key, fields: [] };
    return all(
      changeForm(id, (form) => [...form, page]),
      setNewText(key, title),
      addField(id, formOf(files, id).length, 'text', label),
    )(files);
  };

/** Its fields go with it, and what was asked only because of them is asked always. */
export const removePage =
  (id: string, page: number): Edit =>
  (files) => {
    const gone = formOf(files, id)[page]?.fields.map((field) => field.id) ?? [];
    return changeForm(id, (form) =>
      withoutConditionsOn(
        gone,
        form.filter((_, at) => at !== page),
      ),
    )(files);
  };

export const movePage = (id: string, from: number, to: number): Edit => changeForm(id, (form) => moved(form, from, to));

export const addField =
  (id: string, page: number, type: FieldFileType, label: string): Edit =>
  (files) => {
    const name = freeName(nameFor(label), namesOf(files, id));
    const key = textKeyFor(files, id, `fields.${name}`);
    const options = hasOptions(type) ? twoChoices(files, id) : undefined;
    const field: FieldFile = { id: name, type, label: key, ...(options && { options }) };
    return all(
      changeFields(id, page, (fields) => [...fields, field]),
      setNewText(key, label),
    )(files);
  };

export const duplicateField =
  (id: string, page: number, at: number, label: string): Edit =>
  (files) => {
    const original = formOf(files, id)[page]?.fields[at];
    if (!original) return files;
    const name = freeName(original.id, namesOf(files, id));
    const key = textKeyFor(files, id, `fields.${name}`);
    const copy = { ...original, id: name, label: key };
    return all(
      changeFields(id, page, (fields) => [...fields.slice(0, at + 1), copy, ...fields.slice(at + 1)]),
      copyTexts(new Map([[original.label, key]])),
      setNewText(key, label),
    )(files);
  };

export const removeField =
  (id: string, page: number, at: number): Edit =>
  (files) => {
    const gone = formOf(files, id)[page]?.fields[at]?.id;
    if (gone === undefined) return files;
    return all(
      changeFields(id, page, (fields) => fields.filter((_, other) => other !== at)),
      changeForm(id, (form) => withoutConditionsOn([gone], form)),
    )(files);
  };

/** To a place within its page or on another. */
export const moveField =
  (
    id: string,
    from: { readonly page: number; readonly at: number },
    to: { readonly page: number; readonly at: number },
  ): Edit =>
  (files) => {
    const field = formOf(files, id)[from.page]?.fields[from.at];
    if (!field) return files;
    return all(
      changeFields(id, from.page, (fields) => fields.filter((_, at) => at !== from.at)),
      changeFields(id, to.page, (fields) => [...fields.slice(0, to.at), field, ...fields.slice(to.at)]),
    )(files);
  };

/** What a field is; limits and choices that its new type does not have go. */
export const setFieldType =
  (id: string, page: number, at: number, type: FieldFileType): Edit =>
  (files) => {
    const field = formOf(files, id)[page]?.fields[at];
    if (!field || field.type === type) return files;
    const { min: _min, max: _max, only: _only, plates: _plates, computed: _computed, options: before, ...kept } = field;
    const options = hasOptions(type) ? (before ?? twoChoices(files, id)) : undefined;
    const next: FieldFile = { ...kept, type, ...(options && { options }) };
    return changeFields(id, page, (fields) => fields.map((each, other) => (other === at ? next : each)))(files);
  };

export const addOption =
  (id: string, page: number, at: number, label: string): Edit =>
  (files) => {
    const options = formOf(files, id)[page]?.fields[at]?.options ?? [];
    const value = freeName(nameFor(label), new Set(options.map((option) => option.value)));
    const key = textKeyFor(files, id, `choices.${value}`);
    const path = ['form', page, 'fields', at, 'options', options.length];
    return all(setValue(serviceFile(id), path, { value, label: key }), setNewText(key, label))(files);
  };

export const moveOption = (id: string, page: number, at: number, from: number, to: number): Edit =>
  changeValue<JsonObject[]>(serviceFile(id), ['form', page, 'fields', at, 'options'], (options = []) => [
    ...moved(options, from, to),
  ]);

/** Questions that a field may depend on: those with a closed set of answers, itself apart. */
export const questionsFor = (files: FileSet, id: string, field: string): readonly FieldFile[] =>
  formOf(files, id)
    .flatMap((page) => page.fields)
    .filter(({ id: other, type }) => other !== field && (type === 'yes-no' || hasOptions(type)));

const hasOptions = (type: FieldFileType): boolean => type === 'choice' || type === 'multi-choice';

/** Those that were asked on pages before this one, and are asked once. */
export const questionsBefore = (files: FileSet, id: string, page: number): readonly FieldFileChoice[] => {
  const before = formOf(files, id).slice(0, page);
  const names = before.flatMap(({ repeat, fields }) => (repeat ? [] : fields.map((field) => field.id)));
  return questionsFor(files, id, '').filter((question) => names.includes(question.id));
};

/** Asked once for each of several things, or once. */
export const setRepeated =
  (id: string, page: number, is: boolean, item: string, add: string): Edit =>
  (files) => {
    const path = ['form', page, 'repeat'];
    if (!is) return setValue(serviceFile(id), path, undefined)(files);
    const name = formOf(files, id)[page]?.id ?? 'page';
    const itemKey = textKeyFor(files, id, `pages.${name}Item`);
    const addKey = textKeyFor(files, id, `pages.${name}Add`);
    return all(
      setValue(serviceFile(id), path, { min: 1, max: 10, item: itemKey, add: addKey }),
      setNewText(itemKey, item),
      setNewText(addKey, add),
    )(files);
  };

/** A choice has two at least; they have no words yet. */
const twoChoices = (files: FileSet, id: string): FieldFile['options'] =>
  ['a', 'b'].map((value) => ({ value, label: textKeyFor(files, id, `choices.${value}`) }));

const withoutConditionsOn = (gone: readonly string[], form: readonly FormPageFile[]): readonly FormPageFile[] =>
  form.map(({ visibleIf, ...page }) => ({
    ...(visibleIf && !namesOneOf(gone, visibleIf) && { visibleIf }),
    ...page,
    fields: page.fields.map((field) => {
      if (!field.visibleIf || !namesOneOf(gone, field.visibleIf)) return field;
      const { visibleIf: _gone, ...rest } = field;
      return rest;
    }),
  }));

const namesOneOf = (gone: readonly string[], condition: Condition): boolean =>
  testsIn(condition).some((test) =>
    'left' in test
      ? [test.left, test.right].some((operand) => namedIn(operand).fields.some((field) => gone.includes(field)))
      : gone.includes(test.field),
  );

const namesOf = (files: FileSet, id: string): ReadonlySet<string> =>
  new Set(formOf(files, id).flatMap((page) => page.fields.map((field) => field.id)));

/** "Name des Hundes" → "nameDesHundes": the property of the data that the authority gets. */
function nameFor(label: string): string {
  const words = plainName(label, 'feld').split('-').slice(0, 4);
  const name = words.map((word, at) => (at === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('');
  return name;
}
