import { Bug } from '../../../foundation/errors.ts';
import type { IdentifyPhase } from '../contract/screens/identify.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { canRetry, helpsToSetPin, secretLength } from '../machine/steps/identify/eid-rules.ts';
import { done } from './identified.ts';

export function identifyPhase(session: SessionContext, step: Steps['identify']): IdentifyPhase {
  const { context } = step;
  if (step.matches('failed')) {
    const { failure, canSetPin } = context;
    return {
      kind: 'failed',
      reason: failure,
      canRetry: canRetry(failure) && context.handOff === undefined,
      canSetPin: canSetPin && helpsToSetPin(failure),
      hasOtherWay: context.hasOtherWay,
      isHandOff: context.handOff !== undefined,
    };
  }
  if (step.matches('done')) return done(session, context);
  if (step.matches('takeCard')) return { kind: 'take-card' };
  if (step.matches('cardLeft')) return { kind: 'card-left' };
  if (step.matches('fetching') || step.matches('explaining')) return { kind: 'reading', percent: 100 };
  if (step.matches({ talking: 'consent' })) return consent(session, context);
  if (step.matches({ talking: 'insertCard' })) return { kind: 'insert-card' };
  if (step.matches({ talking: 'enter' })) return enter(context);
  if (step.matches({ talking: 'reading' })) return { kind: 'reading', percent: context.percent };
  return step.matches({ talking: 'paused' }) ? { kind: 'paused' } : { kind: 'connecting' };
}

type Context = Steps['identify']['context'];

function consent(session: SessionContext, { rights, chosen }: Context): IdentifyPhase {
  if (!rights) throw new Bug('consent asked for before the rights are known');
  const { certificate } = rights;
  return {
    kind: 'consent',
    provider: {
      name: certificate.subjectName,
      url: certificate.subjectUrl,
      terms: certificate.termsOfUsage,
      issuer: certificate.issuerName,
      issuerUrl: certificate.issuerUrl,
      validFrom: certificate.effectiveDate,
      validUntil: certificate.expirationDate,
      purpose: purposeOf(session, rights.transactionInfo) ?? certificate.purpose,
    },
    required: rights.required,
    checks: rights.checks,
    optional: rights.optional.map((right) => ({ right, chosen: chosen.has(right) })),
  };
}

/** What the eID client was told in German (`eid-portal.ts`) says the service in every language. */
function purposeOf({ ports, language, service }: SessionContext, told: string | null): string | null {
  const purpose = service?.identification.kind === 'eid' ? service.identification.purpose : null;
  return purpose !== null && told === ports.texts.text('de', purpose) ? ports.texts.text(language, purpose) : told;
}

function enter({ ask }: Context): IdentifyPhase {
  if (!ask) throw new Bug('a secret is asked for that nobody asked for');
  return {
    kind: 'enter',
    secret: ask.secret,
    triesLeft: ask.triesLeft,
    wrongBefore: ask.wrongBefore,
    formatError: ask.formatError,
    onReader: ask.onReader,
    digits: secretLength(ask.secret),
  };
}
