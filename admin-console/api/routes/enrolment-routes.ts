import { z } from 'zod';
import { NewEnrolmentCode } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Enrolment } from '../../domain/enrolment.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';

/** Brings new terminals into the fleet. */
export function enrolmentRoutes(enrolment: Enrolment): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: ROUTES.enrolmentCodes(':tenant'),
      access: 'fleet.enrol',
      summary: 'A code that brings one terminal into the fleet of this tenant, once.',
      body: NewEnrolmentCode,
      answer: z.strictObject({ code: z.string(), caFingerprint: z.string(), expiresAt: z.int() }),
      handle({ principal, tenants, body }) {
        return enrolment.createCode(
          { terminalId: body.terminalId, tenantId: theTenant(tenants), locationId: null },
          principal.name,
        );
      },
    }),
  ];
}
