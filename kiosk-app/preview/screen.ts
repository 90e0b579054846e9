import type { ServiceDefinition } from '../../config/schema/service.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import type { ShownConfiguration } from '../terminal/sessions/start-params.ts';
import type { PreviewScreen } from './contract.ts';

const LONGEST_TITLE = 200;

/** What the hub is told of a screen: which one it is, and what can be chosen. Nothing of what stands on it. */
export function screenOf(
  session: number,
  snapshot: Snapshot,
  { site, services, texts }: ShownConfiguration,
  played: Pick<PreviewScreen, 'devices' | 'waitsFor' | 'moment'>,
): PreviewScreen {
  const { screen, journey, language, languages, display } = snapshot;
  const title = ({ title: key, id }: ServiceDefinition) =>
    (texts[language]?.[key] ?? texts.de?.[key] ?? id).slice(0, LONGEST_TITLE);
  return {
    session,
    screen: screen.kind,
    serviceId: screen.kind === 'service-info' ? screen.service.id : (journey?.serviceId ?? null),
    services: services.map((service) => ({ id: service.id, title: title(service) })),
    languages: languages.map(({ code, name }) => ({ code, name })),
    language,
    contrast: display.contrast,
    text: display.text,
    reach: display.reach,
    timeZone: site.timeZone,
    ...played,
  };
}
