import type { z } from 'zod';
import type { FieldDefinition } from './form-field.ts';
import type { ServiceDefinition } from './service.ts';

/** A service as its file has it: what has a default may be left out. */
export type ServiceFile = z.input<typeof ServiceDefinition>;
/** One of its fields, likewise. */
export type FieldFile = z.input<typeof FieldDefinition>;
