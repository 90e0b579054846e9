import type { FormScreen } from '../contract/screens/form.ts';
import { displayValue } from '../forms/display-value.ts';
import { isPageComplete, visibleFields, visiblePages } from '../forms/form.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { pageOf } from '../machine/steps/form.ts';
import { fieldView } from './fields.ts';

/** A page of a form as it stands: what it asks, and what follows from the answers so far. */
export function formScreen({ ports, language }: SessionContext, { context }: Steps['form']): FormScreen {
  const { texts, start } = ports;
  const { service, values, today } = context;
  const page = pageOf(context);
  const pages = visiblePages(service, values, today);
  const fields = visibleFields(service, page, values, today);
  const told = fields.flatMap((field) => {
    const value = field.computed ? displayValue(field, context, texts, language) : '';
    return value === '' ? [] : [{ label: texts.text(language, field.label), value }];
  });
  return {
    kind: 'form',
    pageId: page.id,
    title: texts.text(language, page.title),
    page: pages.indexOf(page) + 1,
    pages: pages.length,
    fields: fields.flatMap((field) =>
      field.computed ? [] : [fieldView(field, context, texts, language, start.site.names)],
    ),
    complete: isPageComplete(service, page, values, today),
    ...(told.length > 0 && { told }),
  };
}
