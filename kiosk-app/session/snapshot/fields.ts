import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { NameDisplay } from '../../../config/schema/names.ts';
import type { FieldView } from '../contract/screens/form.ts';
import { judgeBillReference } from '../forms/contact.ts';
import { isLocked, isVouchedFor } from '../forms/form.ts';
import { isNameVouchedFor, shownName } from '../forms/shown-name.ts';
import { isSignedByName, nameSigned } from '../forms/signature.ts';
import { judge, maxLengthOf } from '../forms/validate.ts';
import { typedValue } from '../forms/values.ts';
import type { FieldVerdict } from '../forms/verdict.ts';
import { BILL_FIELD } from '../machine/steps/bill.ts';
import type { FormContext } from '../machine/steps/form.ts';
import type { SessionTexts } from '../texts.ts';

/** What is wrong for good is named while typing; what is only unfinished, once the field was left. */
export const errorOf = (verdict: FieldVerdict, hasLeft: boolean): FieldView['error'] =>
  verdict.kind === 'wrong' || (verdict.kind === 'incomplete' && hasLeft) ? verdict.error : null;

/** @param names how names are shown that nobody can change here */
export function fieldView(
  field: FieldDefinition,
  form: FormContext,
  texts: SessionTexts,
  language: string,
  names: NameDisplay,
): FieldView {
  const value = typedValue(form.values, field.id);
  const identity = form.person?.identity.reveal() ?? null;
  const isFixed = isLocked(field, form.values, identity);
  const isNamed = field.type === 'signature' && isSignedByName(value);
  return {
    id: field.id,
    type: isNamed ? 'name' : field.type,
    label: texts.text(language, field.label),
    hint: field.hint ? texts.text(language, field.hint) : null,
    value: isNamed
      ? nameSigned(value)
      : isFixed && isNameVouchedFor(field, form.values, identity)
        ? shownName(value, names)
        : value,
    required: field.required,
    ifAny: field.ifAny,
    locked: isFixed,
    origin: isVouchedFor(field, form.values, identity) ? (form.person?.source ?? null) : null,
    maxLength: maxLengthOf(field),
    options: (field.options ?? []).map((option) => ({
      value: option.value,
      label: texts.text(language, option.label),
    })),
    error: errorOf(judge(field, value, form.today), form.left.has(field.id)),
    ...(field.type === 'signature' && { signing: isNamed ? ('typed' as const) : ('drawn' as const) }),
  };
}

export function billField(typed: string, hasLeft: boolean, texts: SessionTexts, language: string): FieldView {
  return {
    id: BILL_FIELD,
    type: 'bill-reference',
    label: texts.text(language, 'session.bill.field'),
    hint: texts.text(language, 'session.bill.hint'),
    value: typed,
    required: true,
    ifAny: false,
    locked: false,
    origin: null,
    // A label, twenty characters, and the blanks people put between groups of them.
    maxLength: 44,
    options: [],
    error: errorOf(judgeBillReference(typed), hasLeft),
  };
}
