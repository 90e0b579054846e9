import { z } from 'zod';
import { CardOnReader, EidEvent, SecretKind } from '../../../device-drivers/eid/contract.ts';

/** Requests about the identity card. `eid.authenticate` and `eid.change-pin` refuse with `no-device`, `busy`; events follow. */
export const eidMethods = {
  'eid.authenticate': { params: z.strictObject({ tcTokenUrl: z.url() }), result: z.strictObject({}) },
  'eid.change-pin': { params: z.strictObject({}), result: z.strictObject({}) },
  /** What is no right of the client's is passed over. */
  'eid.accept': { params: z.strictObject({ optional: z.array(z.string().max(40)) }), result: z.strictObject({}) },
  'eid.secret': {
    params: z.strictObject({
      secret: SecretKind,
      value: z
        .string()
        .regex(/^\d{5,10}$/)
        .nullable(),
    }),
    result: z.strictObject({}),
  },
  'eid.continue': { params: z.strictObject({}), result: z.strictObject({}) },
  'eid.cancel': { params: z.strictObject({}), result: z.strictObject({}) },
} as const;

export const eidNotifications = { 'eid.event': EidEvent, 'eid.card': CardOnReader } as const;
