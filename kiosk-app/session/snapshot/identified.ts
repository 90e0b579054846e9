import { Bug } from '../../../foundation/errors.ts';
import type { IdentifiedPerson } from '../application/application.ts';
import type { IdentifyPhase } from '../contract/screens/identify.ts';
import { shownName } from '../forms/shown-name.ts';
import type { SessionContext } from '../machine/session-context.ts';

/** Greets by name: whoever is addressed as somebody else notices at once. */
export function done(
  { ports, language }: SessionContext,
  { person }: { readonly person: IdentifiedPerson | null },
): IdentifyPhase {
  if (!person) throw new Bug('an identification is over without a person');
  const { doctoralDegree, givenNames, familyName } = person.identity.reveal();
  const { names } = ports.start.site;
  const name = [doctoralDegree, ...[givenNames, familyName].map((told) => told && shownName(told, names))];
  const greeting = ports.texts.text(language, 'session.identify.greeting', { name: name.filter(Boolean).join(' ') });
  return { kind: 'done', greeting, source: person.source };
}
