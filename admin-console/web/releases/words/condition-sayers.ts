import type { ComparedSide, Sayer } from './nodes.ts';
import { listOf, objectOf, type Parsed } from './offer-files.ts';
import { day, joined, limit, named } from './sayers.ts';

/** "nur wenn „Assistenzhund“ mit „Ja“ beantwortet ist und …" */
export const condition: Sayer = (value, side) => {
  const { all, any } = objectOf(value);
  const singles = listOf(all ?? any).length > 0 ? listOf(all ?? any) : [value];
  const tests = singles.map((single) => saySingle(objectOf(single), side));
  return side.say('change.condition', { test: joined(tests, side, any ? 'disjunction' : 'conjunction') });
};

/** "die Summe aus „Betrag“ und 5" */
export const expression: Sayer = (value, side) => {
  const { sum, product, difference } = objectOf(value);
  const [how, parts] = sum
    ? ['sum', sum]
    : product
      ? ['product', product]
      : difference
        ? ['difference', difference]
        : ['', [value]];
  const operands = listOf(parts).map((part) => sayOperand(part, side));
  if (how === '') return operands[0] ?? '';
  if (how === 'difference') {
    return side.say('change.reckon.difference', { from: operands[0] ?? '', without: operands[1] ?? '' });
  }
  return side.say(`change.reckon.${how}`, { parts: joined(operands, side) });
};

function saySingle(single: Parsed, side: ComparedSide): string {
  const { not } = single;
  if (not === undefined) return sayTest(single, side, '');
  return sayTest(objectOf(not), side, '-not');
}

function sayTest(test: Parsed, side: ComparedSide, not: '' | '-not'): string {
  if (test.left !== undefined) {
    const [left, right] = [sayOperand(test.left, side), sayOperand(test.right, side)];
    return side.say(`change.test.compare${not}`, { left, right, is: side.say(`change.test.is.${test.is}`) });
  }
  const asked = fieldOf(test.field, side);
  const wanted = 'oneOf' in test ? listOf(test.oneOf) : [test.equals];
  const answers = wanted.map((value) => `„${answerOf(asked, value, side)}“`);
  return side.say(`change.test.answer${not}`, {
    field: named(asked.label, side),
    answer: joined(answers, side, 'disjunction'),
  });
}

function sayOperand(value: unknown, side: ComparedSide): string {
  if (typeof value === 'number') return new Intl.NumberFormat(side.language).format(value);
  const { field, day: limitDay, count, total, yearsSince, from, to, unit } = objectOf(value);
  const name = (id: unknown) => `„${named(fieldOf(id, side).label, side)}“`;
  if (limitDay !== undefined) {
    return String(limitDay).startsWith('today') ? limit(limitDay, side, '') : day(limitDay, side, '');
  }
  if (count !== undefined) {
    const page = pagesOf(side).find(({ id }) => id === count);
    return side.say('change.reckon.count', { page: named(page?.title, side) });
  }
  if (total !== undefined) return side.say('change.reckon.total', { field: name(total) });
  if (yearsSince !== undefined) return side.say('change.reckon.years-since', { field: name(yearsSince) });
  if (from !== undefined) return side.say(`change.reckon.span.${unit}`, { from: name(from), to: name(to) });
  return name(field);
}

const pagesOf = ({ whole }: ComparedSide): readonly Parsed[] => listOf(whole.form).map(objectOf);
const fieldOf = (id: unknown, side: ComparedSide): Parsed =>
  pagesOf(side)
    .flatMap((page) => listOf(page.fields).map(objectOf))
    .find((field) => field.id === id) ?? {};

function answerOf(asked: Parsed, value: unknown, side: ComparedSide): string {
  if (asked.type === 'yes-no') return side.say(value === 'yes' ? 'change.yes' : 'change.no');
  const option = listOf(asked.options)
    .map(objectOf)
    .find((one) => one.value === value);
  return option ? named(option.label, side) : String(value);
}
