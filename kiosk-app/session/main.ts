import { writeSync } from 'node:fs';
import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, createLog } from '../../foundation/log.ts';
import { stayQuiet } from '../../foundation/processes/stay-quiet.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { createAppointmentsClient } from '../../portals/appointments/client.ts';
import { createBillRegisterClient } from '../../portals/bill-register/client.ts';
import { createDocumentStatusClient } from '../../portals/document-status/client.ts';
import { createEidServiceClient } from '../../portals/eid-service/client.ts';
import { findChromium } from '../chromium/find-chromium.ts';
import { billInCode } from './forms/bill-code.ts';
import { createLazyPortalView } from './lazy-portal-view.ts';
import { createLazyWallet, type LazyWallet } from './lazy-wallet.ts';
import { PhoneLink } from './phone-link/phone-link.ts';
import { runSession } from './process.ts';

/**
 * One citizen's session, forked by the terminal with an IPC pipe. It writes no file, and what it holds ends with it:
 * no diagnostic report, no message of an error (it may quote what somebody typed), only class names in the log.
 */
const log = createLog((line) => writeSync(2, line), systemClock);

const die = (thrown: unknown): never => {
  log.event('error', 'session.crashed', { kind: code(reasonOf(thrown)) });
  process.exit(1);
};
stayQuiet(() => log.event('warn', 'session.console.dropped'), die);

if (!process.connected) die(new TypeError('started without a parent'));

let wallet: LazyWallet | null = null;
const session = runSession({
  transport: parentTransport(),
  clock: systemClock,
  log,
  createEidService: ({ url, caPem }) => createEidServiceClient({ url, caPem, clock: systemClock, log }),
  createAppointments: ({ url }, timeZone) => createAppointmentsClient({ url, timeZone, clock: systemClock, log }),
  createBillRegister: ({ url }) => createBillRegisterClient({ url, clock: systemClock, log }),
  createDocumentStatus: ({ url }) => createDocumentStatusClient({ url, clock: systemClock, log }),
  // Likewise: signing a question and verifying an answer take libraries that the first screen does not need.
  createWallet: (start, relay) => {
    wallet = createLazyWallet(start, {
      log,
      load: async (files) => (await import('./load-wallet.ts')).loadWallet(files, relay, { clock: systemClock, log }),
    });
    return wallet;
  },
  createPortalView: () =>
    createLazyPortalView({
      binary: findChromium(),
      clock: systemClock,
      log,
    }),
  previewDocument: async (pdf) => (await import('../portal-view/preview.ts')).previewPages(pdf, systemClock),
  createPhoneLink: (relay, host) =>
    new PhoneLink({
      relay: async () =>
        (await import('../../portals/phone-relay/client.ts')).createPhoneRelayClient({
          url: relay.url,
          key: relay.accessKey,
          caPem: relay.caPem,
          clock: systemClock,
          log,
        }),
      host,
      clock: systemClock,
      log,
    }),
  billInCode,
  // Loaded once the screen stands (`prepare`): people may be waiting for it, nobody seals within the first second.
  seal: async (request) => (await import('../../portals/fit-connect/sealing/seal.ts')).sealSubmission(request),
  buildDocument: async (content) => (await import('./document/readable-pdf.ts')).buildPdf(content),
  prepare: async () => {
    await wallet?.prepare();
    await import('../../portals/fit-connect/sealing/seal.ts');
    await (await import('./document/warm-up.ts')).warmUpDocuments();
  },
});
process.once('SIGTERM', () => session.end('failed'));
await session.gone;
process.exit(0);
