import type { FieldDefinition } from '../schema/form-field.ts';
import type { ServiceDefinition } from '../schema/service.ts';

type Form = ServiceDefinition['form'];
interface FormFault {
  readonly path: string;
  readonly word: 'many-questions' | 'prefill-repeated';
  readonly detail: string;
  readonly values?: Readonly<Record<string, number>>;
}

/** Questions that people take in at once. */
const MOST_QUESTIONS = 5;

/** Pages that ask too much at once, and cards that would fill one answer into many entries. */
export const formFaults = ({ form }: Pick<ServiceDefinition, 'form'>): readonly FormFault[] =>
  form.flatMap((page, at) => [...manyQuestions(page, at), ...prefillRepeated(page, at)]);

/** The schema limits all fields of a page together; this, what one person is asked on it. */
function manyQuestions({ fields }: Form[number], at: number): readonly FormFault[] {
  const count = questionsAtOnce(fields);
  if (count <= MOST_QUESTIONS) return [];
  const values = { count, limit: MOST_QUESTIONS };
  return [{ path: `form.${at}.fields`, word: 'many-questions', detail: String(count), values }];
}

/**
 * What can stand on the page at the same time, with what may stay empty and what an answer leads to. Not counted: what
 * is computed, and what the card says. Of questions that follow from different answers to one field, the answer with the
 * most of them counts.
 */
function questionsAtOnce(fields: readonly FieldDefinition[]): number {
  const asked = fields.filter(({ type, locked, prefill }) => type !== 'computed' && !(locked && prefill !== undefined));
  const byAnswer = new Map<string, Map<string, number>>();
  let always = 0;
  for (const { visibleIf } of asked) {
    if (visibleIf === undefined || !('field' in visibleIf) || !('equals' in visibleIf)) {
      always += 1;
      continue;
    }
    const counts = byAnswer.get(visibleIf.field) ?? new Map<string, number>();
    byAnswer.set(visibleIf.field, counts.set(visibleIf.equals, (counts.get(visibleIf.equals) ?? 0) + 1));
  }
  return [...byAnswer.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), always);
}

function prefillRepeated({ repeat, fields }: Form[number], at: number): readonly FormFault[] {
  const index = fields.findIndex(({ prefill }) => prefill !== undefined);
  const detail = fields[index]?.id;
  if (!repeat || detail === undefined) return [];
  return [{ path: `form.${at}.fields.${index}.prefill`, word: 'prefill-repeated', detail }];
}
