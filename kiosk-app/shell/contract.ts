import { z } from 'zod';
import { side } from '../../foundation/rpc/contract.ts';

/**
 * The window around the citizen's screen. A shell dials the terminal's loopback WebSocket with the shell token and
 * then only does what it is told. Implementations: electron, chromium, page (a stable address that frames the current
 * session: for the demo and for development). The same conformance tests run against each.
 */
export const shellSide = side({
  methods: {
    /** Shows a session in a fresh, storage-less browsing context; the one before is destroyed. Loopback addresses only. */
    showSession: {
      params: z.strictObject({ url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]+$/) }),
      result: z.strictObject({}),
    },
    /** Opens an allow-listed portal beside the session's bar. Anything outside `policy.allow` is blocked. */
    openPortal: {
      params: z.strictObject({ url: z.url(), policy: z.strictObject({ allow: z.array(z.string()).min(1) }) }),
      result: z.strictObject({}),
    },
    closePortal: { params: z.strictObject({}), result: z.strictObject({}) },
    /** Nothing of the screen may be seen while covered. */
    cover: { params: z.strictObject({ on: z.boolean() }), result: z.strictObject({}) },
    /** Destroys the browsing context with everything in it. Refuses with `not-wiped` if it cannot be proven. */
    wipe: { params: z.strictObject({}), result: z.strictObject({}) },
    /**
     * PNG as base64. In production a session that is shown is refused with `personal-screen`, unless the terminal says
     * that nobody is being served by it.
     */
    screenshot: {
      params: z.strictObject({ isIdle: z.boolean().default(false) }),
      result: z.strictObject({ png: z.string() }),
    },
    restart: { params: z.strictObject({}), result: z.strictObject({}) },
  },
  notifications: {},
});

export const shellHostSide = side({
  methods: {
    hello: {
      params: z.strictObject({
        token: z.string(),
        implementation: z.enum(['electron', 'chromium', 'page']),
        version: z.string().max(80),
        frameOrigin: z.string().nullable(),
      }),
      result: z.strictObject({ production: z.boolean() }),
    },
    /** The shell lost its page (crash, reload): show the session again with a new token. */
    lost: { params: z.strictObject({ reason: z.string().max(60) }), result: z.strictObject({}) },
  },
  notifications: {
    /** A new input device appeared at the window system: an incident, see docs/security.md. */
    incident: z.strictObject({ reason: z.string().max(60) }),
  },
});
