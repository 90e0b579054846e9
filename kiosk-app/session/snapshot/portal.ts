import type { PortalScreen } from '../contract/screens/portal.ts';
import { type SessionContext, serviceOf } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { isShort } from '../machine/steps/portal/portal.ts';

/** A web site, or what stands in its place. */
export function portalScreen(session: SessionContext, step: Steps['portal']): PortalScreen {
  const title = session.ports.texts.text(session.language, serviceOf(session).title);
  return { kind: 'portal', title, phase: phaseOf(step) };
}

function phaseOf(step: Steps['portal']): PortalScreen['phase'] {
  const { context } = step;
  if (step.matches('failed')) return { kind: 'failed', reason: context.failure };
  if (step.matches('document')) {
    const { pages, printFault } = context;
    return { kind: 'document', pages, print: printOf(step), fault: printFault };
  }
  if (!step.matches('viewing')) return { kind: 'opening' };
  const { isLoading, zoom, field, dialog, told, minutesLeft } = context;
  return {
    kind: 'viewing',
    isLoading,
    zoom,
    field: field?.reveal() ?? null,
    dialog: dialog && { asks: dialog.asks, message: dialog.message.reveal() },
    told,
    minutesLeft,
    isShort: isShort(context),
  };
}

function printOf(step: Steps['portal']): Extract<PortalScreen['phase'], { kind: 'document' }>['print'] {
  if (step.matches({ document: 'drawing' })) return 'drawing';
  if (step.matches({ document: 'printing' })) return 'running';
  if (step.matches({ document: 'printed' })) return 'printed';
  return step.context.printFault === null ? 'ready' : 'fault';
}
