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

/**
 * Of what everybody has to answer. Not counted: what may stay empty, what only some answers lead to, what is computed,
 * and what the card says; the schema limits all of them together.
 */
function manyQuestions({ fields }: Form[number], at: number): readonly FormFault[] {
  const count = fields.filter(({ type, required, ifAny, visibleIf, locked, prefill }) => {
    const isTold = type === 'computed' || (locked && prefill !== undefined);
    return (required || ifAny) && !isTold && visibleIf === undefined;
  }).length;
  if (count <= MOST_QUESTIONS) return [];
  const values = { count, limit: MOST_QUESTIONS };
  return [{ path: `form.${at}.fields`, word: 'many-questions', detail: String(count), values }];
}

function prefillRepeated({ repeat, fields }: Form[number], at: number): readonly FormFault[] {
  const index = fields.findIndex(({ prefill }) => prefill !== undefined);
  const detail = fields[index]?.id;
  if (!repeat || detail === undefined) return [];
  return [{ path: `form.${at}.fields.${index}.prefill`, word: 'prefill-repeated', detail }];
}
