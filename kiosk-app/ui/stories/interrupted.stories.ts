import type { InterruptedScreen } from '../../session/contract/screens/interrupted.ts';
import { type Story, story } from './fixture.ts';

const interrupted = (name: string, over: Partial<InterruptedScreen>): Story =>
  story(
    name,
    {
      kind: 'interrupted',
      service: 'Bewohnerparkausweis',
      cents: 3070,
      number: '4F1A-9C03-77B2',
      outcome: 'paid',
      request: null,
      isOwed: false,
      print: { kind: 'none' },
      canPrint: true,
      canStart: false,
      ...over,
    },
    { change: { can: { back: false, cancel: false, help: true, language: true } } },
  );

export const interruptedStories: readonly Story[] = [
  interrupted('interrupted-asking', { outcome: 'asking', canPrint: false }),
  interrupted('interrupted-paid', { request: { kind: 'on-its-way' } }),
  interrupted('interrupted-paid-accepted', {
    request: { kind: 'accepted' },
    print: { kind: 'printed' },
  }),
  interrupted('interrupted-paid-rejected', { request: { kind: 'rejected', refund: 'reversed' } }),
  interrupted('interrupted-not-paid', { outcome: 'not-paid', canPrint: false, canStart: true }),
  interrupted('interrupted-owed', {
    outcome: 'not-paid',
    request: { kind: 'accepted' },
    isOwed: true,
  }),
  interrupted('interrupted-unclear', { outcome: 'unclear', print: { kind: 'printing' } }),
  interrupted('interrupted-unclear-no-paper', {
    outcome: 'unclear',
    print: { kind: 'fault', reason: 'paper-out', canRetry: true },
  }),
];
