import { err, ok, type Result } from '../../foundation/result.ts';
import { SiteOffer } from '../schema/offer.ts';
import { ServiceDefinition } from '../schema/service.ts';
import { checkOffer } from './check-offer.ts';
import { type ConfigurationFault, fault, readChecked } from './fault.ts';
import { insteadOfEidFaults } from './instead-of-eid-faults.ts';
import { announcementFaults, placeFaults } from './place-faults.ts';
import { serviceFaults } from './service-faults.ts';

/** A version's files: path → text. */
type Files = Readonly<Record<string, string>>;

const SITE = 'site.json';

/** The check that a terminal makes at its start and before it takes a version, without what only the machine knows. */
export function checkFiles(files: Files): readonly ConfigurationFault[] {
  const offered = readOffer(files);
  return offered.ok ? offered.value.faults : offered.error;
}

/**
 * The check before somebody releases files: what a terminal would refuse, and what it would run though nobody can have
 * meant it. What has been released before is not held to the second part, so that a stricter check stops no terminal.
 */
export function checkFilesStrictly(files: Files): readonly ConfigurationFault[] {
  const offered = readOffer(files);
  // Without its place a service can still be read: somebody works on both.
  if (!offered.ok) return [...offered.error, ...faultsOfServices(files)];
  const { site, offer, faults } = offered.value;
  return [...faults, ...unfitFaults(site, offer, { site: SITE, service: (id) => `services/${id}.json` })];
}

const faultsOfServices = (files: Files): readonly ConfigurationFault[] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith('services/'))
    .flatMap(([path, text]) => {
      const service = readChecked(() => ok(text), path, path, ServiceDefinition);
      return service.ok ? [] : service.error;
    });

/** What these files offer, and what a terminal would find wrong with it; or why not even the site can be read. */
export function readOffer(
  files: Files,
): Result<{ readonly site: SiteOffer } & Readonly<ReturnType<typeof checkOffer>>, readonly ConfigurationFault[]> {
  const read = (path: string) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? err('ENOENT') : ok(text);
  };
  const site = readChecked(read, SITE, SITE, SiteOffer);
  if (!site.ok) return site;
  return ok({ site: site.value, ...checkOffer(site.value, { read, name: (path) => path, site: SITE }) });
}

/**
 * What each schema allows and nobody can have meant.
 * @param name what faults call the files
 */
export function unfitFaults(
  site: SiteOffer,
  { services, texts }: Pick<ReturnType<typeof checkOffer>['offer'], 'services' | 'texts'>,
  name: { readonly site: string; readonly service: (id: string) => string },
): readonly ConfigurationFault[] {
  return [
    ...[...placeFaults(site), ...announcementFaults(site, texts)].map((found) =>
      fault({ reason: 'unfit', file: name.site, ...found }),
    ),
    ...insteadOfEidFaults(services, name.service),
    ...services.flatMap((service) =>
      serviceFaults(service, site).map((found) => fault({ reason: 'unfit', file: name.service(service.id), ...found })),
    ),
  ];
}
