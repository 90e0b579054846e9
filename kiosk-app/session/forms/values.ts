import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Personal } from '../../../foundation/personal.ts';

/** What stands in the fields as it was typed, by field id; of repeated pages as `entries.ts` says. */
export type Values = ReadonlyMap<string, Personal<string>>;
export type FormPage = ServiceDefinition['form'][number];

export const typedValue = (values: Values, id: string): string => values.get(id)?.reveal() ?? '';
