import type { EntryList, FormScreen } from '../contract/screens/form.ts';
import { displayValue } from '../forms/display-value.ts';
import { entriesOf, inEntry } from '../forms/entries.ts';
import { brokenRules, isEntryComplete, isPageComplete, visibleFields, visiblePages } from '../forms/form.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { type FormContext, isList, openValues, pageOf } from '../machine/steps/form.ts';
import { fieldView } from './fields.ts';

/** A page of a form as it stands: what it asks, and what follows from the answers so far. */
export function formScreen(session: SessionContext, { context }: Steps['form']): FormScreen {
  const { language, ports } = session;
  const text = (key: string) => ports.texts.text(language, key);
  const { service, today, entry } = context;
  const page = pageOf(context);
  const pages = visiblePages(service, context.values, today);
  const numbered = { page: pages.indexOf(page) + 1, pages: pages.length };
  if (isList(context)) {
    const complete = isPageComplete(service, page, context.values, today);
    const list = entryList(session, context);
    return { kind: 'form', pageId: page.id, title: text(page.title), ...numbered, fields: [], complete, list };
  }
  const values = openValues(context);
  const fields = visibleFields(service, page, values, today);
  const told = fields.flatMap((field) => {
    const value = field.computed ? displayValue(field, { service, values, today }, ports.texts, language) : '';
    return value === '' ? [] : [{ label: text(field.label), value }];
  });
  const broken = brokenRules(service, page, values, today).map(text);
  return {
    kind: 'form',
    pageId: entry === null ? page.id : `${page.id}.${entriesOf(page, context.values).indexOf(entry) + 1}`,
    title: entry === null ? text(page.title) : entryTitle(session, context, entry),
    ...numbered,
    fields: fields.flatMap((field) =>
      field.computed ? [] : [fieldView(field, { ...context, values }, ports.texts, language, ports.start.site.names)],
    ),
    complete: isEntryComplete(service, page, values, today),
    ...(told.length > 0 && { told }),
    ...(broken.length > 0 && { broken }),
  };
}

/** "Hund 2" */
function entryTitle({ ports, language }: SessionContext, context: FormContext, entry: string): string {
  const page = pageOf(context);
  const item = ports.texts.text(language, page.repeat?.item ?? page.title);
  return `${item} ${entriesOf(page, context.values).indexOf(entry) + 1}`;
}

function entryList(session: SessionContext, context: FormContext): EntryList {
  const { ports, language } = session;
  const { service, today, removed } = context;
  const page = pageOf(context);
  const entries = entriesOf(page, context.values);
  const { min = 0, max = 0, add = '' } = page.repeat ?? {};
  return {
    entries: entries.map((id) => {
      const values = inEntry(page, context.values, id);
      const [first] = visibleFields(service, page, values, today);
      return {
        id,
        title: entryTitle(session, context, id),
        name: first ? displayValue(first, { service, values, today }, ports.texts, language) : '',
        complete: isEntryComplete(service, page, values, today),
      };
    }),
    add: entries.length < max ? ports.texts.text(language, add) : null,
    min,
    canRestore: removed !== null && entries.length < max,
  };
}
