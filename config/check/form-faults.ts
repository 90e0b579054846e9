import type { ServiceDefinition } from '../schema/service.ts';

type Form = ServiceDefinition['form'];
interface FormFault {
  readonly path: string;
  readonly word: 'prefill-repeated';
  readonly detail: string;
}

/** Cards that would fill one answer into many entries. */
export const formFaults = ({ form }: Pick<ServiceDefinition, 'form'>): readonly FormFault[] =>
  form.flatMap(prefillRepeated);

function prefillRepeated({ repeat, fields }: Form[number], at: number): readonly FormFault[] {
  const index = fields.findIndex(({ prefill }) => prefill !== undefined);
  const detail = fields[index]?.id;
  if (!repeat || detail === undefined) return [];
  return [{ path: `form.${at}.fields.${index}.prefill`, word: 'prefill-repeated', detail }];
}
