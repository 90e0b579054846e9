import type { ServiceDefinition } from '../schema/service.ts';

interface PrintoutFault {
  readonly path: string;
  readonly word: 'unknown-field' | 'result-not-computed';
  readonly detail: string;
}

/** Results of a sheet that are asked, not reckoned, or of which there would be one for each entry. */
export function printoutFaults({ route, form }: Pick<ServiceDefinition, 'route' | 'form'>): readonly PrintoutFault[] {
  if (route.kind !== 'printout') return [];
  return route.results.flatMap((id, at): PrintoutFault[] => {
    const path = `route.results.${at}`;
    const page = form.find(({ fields }) => fields.some((field) => field.id === id));
    if (!page) return [{ path, word: 'unknown-field', detail: id }];
    const isReckonedOnce = page.repeat === undefined && page.fields.some((one) => one.id === id && one.computed);
    return isReckonedOnce ? [] : [{ path, word: 'result-not-computed', detail: id }];
  });
}
