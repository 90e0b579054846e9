import { assign, raise } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { isUsable } from '../../catalogue/availability.ts';
import { tell } from '../../ports.ts';
import { finishedUsage } from '../rules.ts';
import { insteadOfEid, type SessionContext, serviceOf } from '../session-context.ts';
import { sessionSetup } from '../session-setup.ts';
import { stateOf } from '../state.ts';
import { giveScan, uploadService } from '../steps/portal/scan-for-portal.ts';

/** A service that is a web site: the site itself, and what of it the terminal does with its own devices. */
export const portal = sessionSetup.createStateConfig({
  id: 'portal',
  meta: { journey: 'portal' },
  invoke: {
    id: 'portal',
    src: 'portal',
    input: ({ context, self }) => {
      const usable = (kind: 'eid' | 'scanner' | 'page-printer') => isUsable(stateOf(self).context.devices, kind);
      return {
        ports: context.ports,
        service: serviceOf(context),
        isOpen: context.ports.portalView?.isOpen() ?? false,
        zoom: context.display.text === 'large' ? 1.5 : 1,
        can: {
          read: () => usable('eid'),
          scan: () => usable('scanner') && context.ports.start.site.scanProfiles.length > 0,
          print: () => usable('page-printer'),
        },
      };
    },
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'eid',
        target: 'portalEid',
        actions: assign(({ event: { output } }) => (output.kind === 'eid' ? { tcTokenUrl: output.tcTokenUrl } : {})),
      },
      { guard: ({ event }) => event.output.kind === 'scan', target: 'portalScan' },
      {
        guard: ({ event }) => event.output.kind === 'time-over',
        actions: raise({ type: 'leave', outcome: 'timed-out' }),
      },
      {
        guard: ({ event }) => event.output.kind === 'finished',
        target: 'farewell',
        actions: [
          'closePortal',
          ({ context }) => context.ports.terminal.notify('usage', finishedUsage(context)),
          assign({ outcome: 'completed' as const }),
        ],
      },
      { target: 'serviceInfo', actions: 'closePortal' },
    ],
  },
});

/** An identification that the site has started: our screens, and the site goes on where the eID client says. */
export const portalEid = sessionSetup.createStateConfig({
  meta: { journey: 'portal' },
  invoke: {
    id: 'identify',
    src: 'identify',
    input: ({ context, self }) => ({
      ports: context.ports,
      service: serviceOf(context),
      cardPresent: context.cardPresent,
      isCardLeft: () => stateOf(self).context.isCardLeft,
      hasOtherWay: false,
      canSetPin: false,
      isReaderGone: () => !isUsable(self.getSnapshot().context.devices, 'eid'),
      handOff: { tcTokenUrl: context.tcTokenUrl, rights: rightsOf(context) },
    }),
    onDone: [
      {
        guard: ({ context, event: { output } }) =>
          output.kind === 'returned' && output.noEid !== null && insteadOfEid(context) !== null,
        target: 'noEid',
        actions: [
          'closePortal',
          assign(({ event: { output } }) => ({
            tcTokenUrl: '',
            ...(output.kind === 'returned' && { noEid: output.noEid }),
          })),
        ],
      },
      {
        target: 'portal',
        actions: [
          ({ context: { ports }, event: { output } }) => {
            if (output.kind === 'returned' && output.url !== null) ports.portalView?.returnTo(output.url);
          },
          assign({ tcTokenUrl: '' }),
        ],
      },
    ],
  },
});

function rightsOf({ ports, service }: SessionContext): readonly string[] {
  const name = service?.route.kind === 'web' ? service.route.portal : '';
  return ports.start.site.web?.[name]?.eid?.rights ?? [];
}

/** A file that the site asks for: what our scanner makes. */
export const portalScan = sessionSetup.createStateConfig({
  meta: { journey: 'portal' },
  invoke: {
    id: 'evidence',
    src: 'evidence',
    input: ({ context, self }) => ({
      ports: context.ports,
      service: uploading(context),
      isScannerGone: () => !isUsable(self.getSnapshot().context.devices, 'scanner'),
      evidence: new Map(),
      at: 'first',
      single: false,
    }),
    onDone: {
      target: 'portal',
      actions: ({ context, event: { output } }) => {
        if (output.kind !== 'next') return;
        const { ports } = context;
        tell(ports, 'portal.file', () => giveScan(ports, context.language, output.evidence));
      },
    },
  },
});

const uploading = (context: SessionContext): ServiceDefinition =>
  uploadService(serviceOf(context), context.ports.start.site.scanProfiles[0]?.id ?? '');
