import { z } from 'zod';
import { action } from '../contract.ts';

const None = z.strictObject({});

/** An action without arguments. */
export const press = (act: () => void | Promise<void>) => action(None, act);

export const Switch = z.strictObject({ on: z.boolean() });
