import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { createOidcClient } from '../api/access/oidc-client.ts';
import { startApi } from '../api/api-server.ts';
import type { OidcProvider } from '../domain/access/oidc.ts';
import { Commands } from '../domain/commands/commands.ts';
import { createEnrolment } from '../domain/enrolment.ts';
import { FleetLinks } from '../domain/fleet-links.ts';
import { RETENTION } from '../domain/retention.ts';
import { openCertificateAuthority } from '../link/certificate-authority.ts';
import { CommandLinks } from '../link/commands.ts';
import { openConfigurationKey } from '../link/configuration-key.ts';
import { ConfigurationLinks } from '../link/configuration-links.ts';
import { startDialOut } from '../link/dial-out.ts';
import { startLinkServer } from '../link/link-server.ts';
import type { MetricsAddress } from '../metrics/metrics.ts';
import type { MailServer } from '../notify/send-mail.ts';
import { createOwnerLink, hasNoStaff } from '../store/access/links.ts';
import { ringEverywhere } from '../store/bell/ring-everywhere.ts';
import { createCommandStore } from '../store/commands/command-store.ts';
import { createBundles } from '../store/configuration/bundles.ts';
import { createConfigurations } from '../store/configuration/configurations.ts';
import { createConfigurationReviews } from '../store/configuration/reviews.ts';
import type { DatabaseAddress } from '../store/database.ts';
import { createEnrolmentStore } from '../store/enrolment-store.ts';
import { fleetFigures } from '../store/figures/fleet-figures.ts';
import { createDialStore } from '../store/fleet/dialling.ts';
import { createFleet } from '../store/fleet/fleet-store.ts';
import { createLinkStore } from '../store/fleet/link-store.ts';
import { createLogViews, eraseOldLogs } from '../store/log-views/log-views.ts';
import { openStore } from '../store/open-store.ts';
import { createRollouts } from '../store/rollouts/rollouts.ts';
import { createSoftwareTargets } from '../store/rollouts/software-targets.ts';
import { keepRolledUp } from '../store/statistics/roll-up.ts';
import { createStatisticsStore } from '../store/statistics/statistics-store.ts';
import { createTreasuryStore } from '../store/treasury/treasury-store.ts';
import { sweepCommands } from './command-sweep.ts';
import { openHubSecrets } from './hub-secrets.ts';
import { sweepLogs } from './log-sweep.ts';
import { createPreviews } from './previews/previews.ts';
import { driveRollouts } from './rollout-sweep.ts';
import { startAlerting } from './start-alerting.ts';
import { keepTidy } from './upkeep.ts';

const NO_PREVIEWS = { atMost: 0, uiDirectory: '' };

export interface Hub {
  /** Token of a one-time link, if nobody could sign in here yet. */
  readonly firstOwner: string | null;
  readonly consolePort: number;
  readonly linkPort: number;
  readonly caFingerprint: string;
  /** `null`: metrics are not served. */
  readonly metricsPort: number | null;
  close(): Promise<void>;
}

/** The hub: stateless but for its database and its certification authority. */
export async function startHub(options: {
  /** For keys and logs. */
  readonly directory: string;
  readonly database: DatabaseAddress;
  readonly webDirectory: string;
  readonly consolePort: number;
  /** Under which a proxy serves the console by HTTPS. */
  readonly origin?: string | undefined;
  readonly linkPort: number;
  /** Where terminals may dial from: default this machine only. */
  readonly linkHost?: string;
  /** Names and addresses under which terminals dial, for the hub's certificate. */
  readonly linkNames?: readonly string[];
  /** `null` or left out: none, and no e-mail. */
  readonly mailServer?: MailServer | null;
  /** `null` or left out: metrics are neither counted nor served. */
  readonly metrics?: MetricsAddress | null;
  /** How long acts are kept, in milliseconds; left out: as `RETENTION` says. */
  readonly auditKeptMs?: number;
  /** Organisations' own sign-ins; left out: none. */
  readonly signInProviders?: readonly OidcProvider[];
  /** Previews of drafts: how many at once, of the citizen's page that is built there; left out: none. */
  readonly previews?: { readonly atMost: number; readonly uiDirectory: string };
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Hub> {
  const { directory, clock, log } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const metrics = options.metrics
    ? (await import('../metrics/metrics.ts')).createMetrics(options.metrics, clock, log)
    : null;
  const store = await openStore(options.database, clock, log, { watch: metrics?.database });
  const { db } = store;
  const certificates = await openCertificateAuthority(join(directory, 'pki'), clock, options.linkNames);
  const fleet = createFleet(db, store.bell, clock);
  const linkStore = createLinkStore(store, clock, log);
  if (metrics) linkStore.onBatch(metrics.written);
  const links = new FleetLinks(linkStore, (thrown) =>
    log.event('error', 'hub.orders.failed', { reason: code(reasonOf(thrown)) }),
  );
  const enrolment = createEnrolment(createEnrolmentStore(db, clock), certificates, clock);
  const statistics = createStatisticsStore(db, clock);
  const treasury = createTreasuryStore(db, clock);
  const logViews = createLogViews(db, store.bell, clock);
  const stopSweepingLogs = sweepLogs(() => eraseOldLogs(db, clock), clock, log);
  const rollingUp = keepRolledUp(db, clock, log);
  const commandStore = createCommandStore(db, store.processId, clock);
  const commands = new CommandLinks(commandStore, enrolment, clock, log);
  store.bell.onRing('commands', () => void commands.rung());
  const sweep = sweepCommands(commandStore, clock, log);
  const signer = openConfigurationKey(join(directory, 'pki'));
  const configuration = new ConfigurationLinks(createBundles(db, clock, signer), clock, log);
  const stopConfiguration = store.bell.onRing('configuration', () => configuration.look());
  const ring = () => ringEverywhere(store, 'configuration', clock, log);
  const ringLinks = (processId: string) => store.bell.ring(processId, 'links');
  const link = await startLinkServer({
    host: options.linkHost ?? '127.0.0.1',
    port: options.linkPort,
    certificates,
    enrolment,
    links,
    configuration,
    statistics,
    software: createSoftwareTargets(db, clock),
    commands,
    treasury,
    logs: logViews,
    clock,
    log,
  });
  const stopDialling = startDialOut({ dials: createDialStore(db, clock), take: link.take, clock, log });
  const stopRollouts = driveRollouts({ db, processId: store.processId, ring: ringLinks, clock, log });
  const auditKeptMs = options.auditKeptMs ?? RETENTION.audit.keptMs;
  const stopTidying = keepTidy({ db, auditKeptMs, clock, log });
  const secrets = await openHubSecrets(directory, db, options.database.kind, log);
  const configurations = createConfigurations(db, clock, ring);
  const previews = createPreviews({
    ...(options.previews ?? NO_PREVIEWS),
    configurations,
    db,
    clock,
    log,
  });
  const api = await startApi({
    port: options.consolePort,
    webDirectory: options.webDirectory,
    fleet,
    statistics,
    treasury,
    enrolment,
    configurations,
    reviews: createConfigurationReviews(db, clock),
    previews,
    logViews,
    rollouts: createRollouts(db, clock, (told) => told.forEach(ringLinks)),
    commands: new Commands(commandStore, (processId) => store.bell.ring(processId, 'commands'), clock),
    db,
    auditKeptMs,
    secrets,
    oidc: (options.signInProviders ?? []).map((provider) => createOidcClient(provider, clock, log)),
    onPages: (listener) => store.bell.onRing('pages', listener),
    origin: options.origin,
    clock,
    log,
  });
  const stopAlerting = startAlerting({
    store,
    secrets,
    mailServer: options.mailServer ?? null,
    onAttempt: metrics?.attempted,
    clock,
    log,
  });
  const metricsPort = await metrics?.serve({
    links: () => links.count,
    certificates: () => ({ ca: certificates.caExpiresAt, server: certificates.serverExpiresAt }),
    figures: () => fleetFigures(db, clock),
  });
  log.event('info', 'hub.started', { consolePort: api.port, linkPort: link.port });
  return {
    firstOwner: (await hasNoStaff(db)) ? await createOwnerLink(db, clock) : null,
    consolePort: api.port,
    linkPort: link.port,
    caFingerprint: certificates.caFingerprint,
    metricsPort: metricsPort ?? null,
    async close() {
      await metrics?.close();
      await api.close();
      await previews.close();
      stopDialling();
      await link.close();
      sweep.stop();
      stopConfiguration();
      links.stop();
      await linkStore.close();
      await rollingUp.stop();
      await stopRollouts();
      await stopAlerting();
      await stopSweepingLogs();
      await stopTidying();
      await store.close();
    },
  };
}
