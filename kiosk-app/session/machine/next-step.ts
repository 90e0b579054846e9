import { type Application, type IdentifiedPerson, identityOf } from '../application/application.ts';
import { livesElsewhere } from '../application/residence.ts';
import type { StepId } from '../contract/journey.ts';
import { today } from '../forms/date.ts';
import { formFor, isPageComplete, lacking, prefill } from '../forms/form.ts';
import { neighbour, type SessionContext, serviceOf } from './session-context.ts';

type Patch = Partial<SessionContext>;

/**
 * On to the next step with what this one brought. A step that was entered by "change" returns to the review instead,
 * by way of any form page that the change has opened a gap in.
 */
export function forward(context: SessionContext, step: StepId, brought: Partial<Application> = {}): Patch {
  const application = { ...context.application, ...brought };
  const next = { ...context, application };
  if (!context.isChanging) return { application, target: neighbour(next, step, 1), at: 'first' };
  const gap = gapIn(next);
  const proof = missingProof(next);
  // The change was to pay less: the proof for it was not asked for before.
  if (gap === null && proof !== null && step !== 'evidence') return { application, target: 'evidence', at: proof };
  return gap === null
    ? { application, target: 'review', at: 'first', isChanging: false }
    : { application, target: 'form', at: gap };
}

/**
 * Back to the step before, keeping what was entered; but a change that is given up leaves everything as it was, so
 * that the review never shows what was not checked.
 */
export function backward(context: SessionContext, step: StepId, brought: Partial<Application> = {}): Patch {
  if (context.isChanging) return { target: gapIn(context) === null ? 'review' : 'form', ...afterGap(context) };
  const application = { ...context.application, ...brought };
  return { application, target: neighbour({ ...context, application }, step, -1), at: 'last' };
}

/** On with whoever was identified, or to where it says that the service is not for them. */
export function identified(context: SessionContext, person: IdentifiedPerson): Patch {
  const service = serviceOf(context);
  const identity = person.identity.reveal();
  if (livesElsewhere(service, identity) || lacking(service, identity).length > 0) {
    return { application: { ...context.application, identity: person }, target: 'lives-elsewhere' };
  }
  return forward(context, 'identify', {
    identity: person,
    values: prefill(service, context.application.values, identity),
  });
}

function afterGap(context: SessionContext): Patch {
  const gap = gapIn(context);
  return gap === null ? { at: 'first', isChanging: false } : { at: gap };
}

/** A piece of evidence that must be there and is not. */
const missingProof = (context: SessionContext): string | null =>
  serviceOf(context).evidence.find(({ id, required }) => required && !context.application.evidence.get(id)?.length)
    ?.id ?? null;

/** First form page that is not complete, `null` if all are. */
function gapIn(context: SessionContext): string | null {
  const service = formFor(serviceOf(context), identityOf(context.application));
  const date = today(context.ports.clock.now(), context.ports.start.site.timeZone);
  return service.form.find((page) => !isPageComplete(service, page, context.application.values, date))?.id ?? null;
}
