import { needsOf, type PhoneWays } from '../../../config/schema/needs.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { STAFF_LANGUAGES } from '../../../foundation/staff-languages.ts';
import type { LocaleTexts } from '../../../foundation/texts.ts';
import type { ServiceTitles, StatusBoardOptions } from './status-board.ts';

/** A title is as long as whoever wrote it liked; the hub takes so many characters of it. */
const LONGEST_TITLE = 120;

/** What the hub is told of the services that are offered here. @param texts by language @param can ways beside card and scanner */
export const toldServices = (
  services: readonly ServiceDefinition[],
  texts: Readonly<Record<string, LocaleTexts>>,
  can: PhoneWays,
): StatusBoardOptions['services'] =>
  services.map((service) => ({ id: service.id, ...needsOf(service, can), titles: titlesOf(service, texts) }));

function titlesOf({ title }: ServiceDefinition, texts: Readonly<Record<string, LocaleTexts>>): ServiceTitles {
  const known = STAFF_LANGUAGES.map(
    (language) => [language, texts[language]?.[title]?.slice(0, LONGEST_TITLE)] as const,
  );
  return Object.fromEntries(known.filter(([, text]) => text !== undefined));
}
