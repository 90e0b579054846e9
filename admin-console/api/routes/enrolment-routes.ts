import { z } from 'zod';
import { Bug } from '../../../foundation/errors.ts';
import { NewEnrolmentCode } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Enrolment } from '../../domain/enrolment.ts';
import { type ApiRoute, route } from '../route.ts';

const NONE = z.object({});

/** Brings new terminals into the fleet. */
export function enrolmentRoutes(enrolment: Enrolment): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: ROUTES.enrolmentCodes(':tenant'),
      access: 'fleet.enrol',
      summary: 'A code that brings one terminal into the fleet of this tenant, once.',
      params: NONE,
      query: NONE,
      body: NewEnrolmentCode,
      answer: z.strictObject({ code: z.string(), caFingerprint: z.string(), expiresAt: z.int() }),
      handle({ principal, tenants: [tenantId], body }) {
        if (tenantId === undefined) throw new Bug('a route of one tenant was called without it');
        return enrolment.createCode({ terminalId: body.terminalId, tenantId, locationId: null }, principal.name);
      },
    }),
  ];
}
