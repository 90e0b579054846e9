import type { KeptAbout } from '../contract/retention.ts';
import { ACCESS_DELAYS } from './access/delays.ts';
import { DAYS_TAKEN } from './statistics/judge-period.ts';

const DAY = 86_400_000;

/** How long something of the hub's database is kept; why, and from when on, stands in `api/retention/texts`. */
export interface Retention {
  readonly tables: readonly string[];
  /** Milliseconds. `null`: until something happens, not for a time. */
  readonly keptMs: number | null;
  /** Left out: staff, whose names stand with what they did. */
  readonly about?: KeptAbout;
}

/**
 * Everything that the hub keeps, each table at least once. What erases reads its time here, and so do the console and
 * docs/data-protection.md.
 */
export const RETENTION = {
  /** The operator may say otherwise (`HUB_AUDIT_DAYS`). */
  audit: { tables: ['audit', 'auditHead'], keptMs: 3_660 * DAY },
  staff: { tables: ['staff', 'staffRole', 'recoveryCode', 'passkey', 'oidcAccount'], keptMs: null },
  invitations: { tables: ['staffLink', 'oidcInvitation'], keptMs: DAY },
  signInSteps: { tables: ['accessChallenge'], keptMs: ACCESS_DELAYS.challenge },
  sessions: { tables: ['staffSession'], keptMs: ACCESS_DELAYS.sessionLongest },
  failedSignIns: { tables: ['accessThrottle'], keptMs: ACCESS_DELAYS.failuresForgotten },
  keys: { tables: ['accessKey'], keptMs: null },
  commands: { tables: ['command', 'commandBatch'], keptMs: 400 * DAY },
  commandFiles: { tables: ['commandFile'], keptMs: 7 * DAY },
  /** Lines of a terminal's log that somebody reads along with. */
  logs: { tables: ['logView', 'logBatch'], keptMs: 15 * 60_000 },
  alerts: {
    tables: ['alertEpisode', 'alertNote', 'alertNotice', 'alertNoticeItem', 'alertMute'],
    keptMs: 400 * DAY,
  },
  terminalHistory: { tables: ['terminalChange', 'terminalNote', 'paperTick'], keptMs: 400 * DAY },
  alertSettings: { tables: ['alertSetting', 'alertChannel'], keptMs: null },
  alertMemory: { tables: ['alertWatched', 'alertWatch'], keptMs: null, about: 'nobody' },
  /** Once no terminal may send them any more. */
  statisticHours: { tables: ['statisticCount'], keptMs: (DAYS_TAKEN + 10) * DAY, about: 'nobody' },
  /** Two years: the year before can be compared day by day of the week. */
  statisticDays: { tables: ['statisticCount'], keptMs: 800 * DAY, about: 'nobody' },
  statisticMonths: { tables: ['statisticCount'], keptMs: 3_660 * DAY, about: 'nobody' },
  /** The tenant may say otherwise. Vouchers and books; they begin with the end of the year (§ 147 AO). */
  treasuryClosings: { tables: ['treasuryClosing'], keptMs: 10 * 366 * DAY, about: 'citizens' },
  treasuryCases: { tables: ['treasuryCase'], keptMs: null, about: 'citizens' },
  statisticPeriods: { tables: ['statisticPeriod'], keptMs: (2 * DAYS_TAKEN + 10) * DAY, about: 'nobody' },
  terminals: {
    tables: [
      ...['terminal', 'terminalState', 'terminalDial', 'alert', 'help', 'journalHead'],
      ...['link', 'linkOrder', 'hubProcess', 'configurationTarget', 'softwareTarget', 'terminalTag'],
    ],
    keptMs: null,
    about: 'nobody',
  },
  /** What a change of tags did, as long as it can be taken back. */
  tagChanges: { tables: ['tagChange'], keptMs: DAY, about: 'nobody' },
  enrolmentCodes: { tables: ['enrolmentCode'], keptMs: 30 * DAY, about: 'nobody' },
  configuration: {
    tables: [
      ...['configurationDraft', 'configurationRelease', 'configurationContent', 'configurationChange'],
      ...['configurationComment', 'configurationAdmission', 'softwareRelease'],
    ],
    keptMs: null,
  },
  /** Counted from their beginning, and not before something newer holds. */
  rollouts: { tables: ['rollout', 'rolloutTerminal'], keptMs: 800 * DAY },
  savedViews: { tables: ['savedView'], keptMs: null },
  tenants: {
    tables: ['tenant', 'location', 'planPicture', 'statisticSetting', 'treasurySetting'],
    keptMs: null,
    about: 'nobody',
  },
} as const satisfies Readonly<Record<string, Retention>>;

export type Kept = keyof typeof RETENTION;
