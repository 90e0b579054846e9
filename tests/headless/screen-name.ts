import type { Screen } from '../../kiosk-app/session/contract/snapshot.ts';

/** A screen's name with its phase, as tests/faults/read-screen.ts names what it sees: "pay/not-paid:offline". */
export function where(screen: Screen): string {
  switch (screen.kind) {
    case 'out-of-service':
      return `out-of-service/${screen.reason}`;
    case 'identify':
    case 'pin-change': {
      const { phase } = screen;
      if (phase.kind === 'enter') return `${screen.kind}/enter:${phase.secret}`;
      return phase.kind === 'failed' ? `${screen.kind}/failed:${phase.reason}` : `${screen.kind}/${phase.kind}`;
    }
    case 'bill':
      return `bill/${screen.bill ? 'found' : screen.lookup}`;
    case 'form':
      return `form/${screen.pageId}`;
    case 'evidence':
      return screen.scan.state === 'fault' ? `evidence/fault:${screen.scan.reason}` : `evidence/${screen.scan.state}`;
    case 'review':
      return `review/${screen.state}`;
    case 'pay': {
      const { phase } = screen;
      if (phase.kind === 'running') return `pay/running:${phase.status}`;
      return phase.kind === 'not-paid' ? `pay/not-paid:${phase.reason}` : `pay/${phase.kind}`;
    }
    case 'submit':
      return `submit/${screen.phase}`;
    case 'receipt': {
      const { delivery, print } = screen;
      return `receipt/${delivery.kind}:${print.kind === 'fault' ? print.reason : print.kind}`;
    }
    case 'problem':
      return `problem/${screen.problem}`;
    default:
      return screen.kind;
  }
}
