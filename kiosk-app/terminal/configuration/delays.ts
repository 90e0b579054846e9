/**
 * Every delay of the terminal, in milliseconds. Nothing in this room waits for a number that does not stand here.
 * They are a value, so that a test can pass shorter ones to code that must run on real processes.
 */
export interface TerminalDelays {
  /** A started session or attended-device host must report that it is up, else it is killed. */
  readonly childUpWithin: number;
  /** After `end` (or SIGTERM for the host) a child may tidy up this long before SIGKILL. */
  readonly childEndWithin: number;
  /** The next session is started this long after one was shown: the screen gets the processor first. */
  readonly nextSessionAfter: number;
  /** First wait after a session could not be started; doubles up to `respawnAtMost`. */
  readonly respawnAfter: number;
  readonly respawnAtMost: number;
  /** How often the shown session is asked whether its event loop still turns. */
  readonly livenessEvery: number;
  readonly livenessWithin: number;
  /** A new host's devices count as they were before for this long, while they are being reached for again. */
  readonly hostSwapGrace: number;
  /** Wait before a crashed attended-device host is started again for the same session. */
  readonly hostRestartAfter: number;
  /** Health check of a device behind the attended-device host. */
  readonly attendedCheckWithin: number;

  /** Compounds of the services' words are split so long after the start: the first screen gets the processor first. */
  readonly wordsSplitAfter: number;

  /** At start the drivers' processes come after the first session's, which people wait for; and after this in any case. */
  readonly devicesOpenWithin: number;
  /** A crashed or killed driver process is started again after this, doubled up to `driverRestartAtMost` … */
  readonly driverRestartFirst: number;
  readonly driverRestartAtMost: number;
  /** … unless it ran for at least this long before. */
  readonly driverStableAfter: number;
  /** How often a driver process is asked whether its event loop still turns, and how long it may take to answer. */
  readonly driverPingEvery: number;
  readonly driverPingWithin: number;
  /** What a driver has counted is written down this long after it changed. */
  readonly driverStatisticsKept: number;
  /** A receipt that is asked for right after the start waits so long for the printer's driver. */
  readonly printerStartsWithin: number;
  /** A receipt is out, or refused, within this time; a driver that says neither hangs. */
  readonly driverPrintWithin: number;
  /** A device's health check, a test slip included. */
  readonly driverCheckWithin: number;

  /** A shell must say hello with the token within this time. */
  readonly shellHelloWithin: number;
  /** A shell must have wiped, covered or shown within this time, else it is told to restart. */
  readonly shellAnswerWithin: number;
  /** Pages that a shell has lost are counted over this time. */
  readonly shellLostWithin: number;

  /** At start: a payment terminal boots slower than we do; so long an open payment waits to be asked about. */
  readonly recoveryDeviceWithin: number;
  /** A payment that the device could not be asked about is asked about this often, and when it is back. */
  readonly unclearAskEvery: number;
  /** A citizen who wants to pay waits so long for a reversal of somebody else's payment that is running. */
  readonly paymentWaitsForReversal: number;
  /** A reversal that the device could not be asked for, or did not answer, is asked for again after this. */
  readonly reversalRetryAfter: number;
  /** A payment that a restart or a crash interrupted is shown to whoever stands there for so long. */
  readonly interruptedShown: number;
  /** After an unclear payment: how long to wait for the device before it is asked once more. */
  readonly paymentDeviceBackWithin: number;

  /** A code for paying on the telephone stands on the screen for so long: banking app, second factor, finding the phone. */
  readonly onlineShown: number;
  /** A payment portal that does not answer is asked to open the payment again after this. */
  readonly onlineOpenAgain: number;
  /** A payment on a telephone is asked about this often while its code stands there, and while nobody waits for it. */
  readonly onlineAskSeen: number;
  readonly onlineAskUnseen: number;
  /** The same once it can no longer be paid and the portal does not know what became of it. */
  readonly onlineAskOverdue: number;
  /** While the portal does not answer: first wait, doubled up to the last, each ± `onlineAskJitter` (share). */
  readonly onlineAskFailedFirst: number;
  readonly onlineAskFailedAtMost: number;
  readonly onlineAskJitter: number;
  /** What is not wanted any more, could no longer be paid for so long, and is still open at the portal, is not paid. */
  readonly onlineForgottenAfter: number;

  /** The payment terminal's lines of a receipt that nobody has printed are erased after this. */
  readonly unprintedLinesKept: number;
  /** How often to look whether the day is to be closed, and the wait after a closing that failed. */
  readonly endOfDayLookEvery: number;
  readonly endOfDayRetryAfter: number;
  /** How often to look whether staff have settled something (`npm run treasury`). */
  readonly booksLookEvery: number;

  /** Delivery: first wait, doubled per attempt up to the last, each ± `deliveryJitter` (share). */
  readonly deliveryRetryFirst: number;
  readonly deliveryRetryAtMost: number;
  readonly deliveryJitter: number;
  /** What could not be delivered for so long after it was sealed is told to staff; it goes on being tried. */
  readonly deliveryOverdueAfter: number;
  /** How often to look for what was released by another process. */
  readonly deliverySweepEvery: number;
  /** How often the list of input devices is looked at, and how long a keyboard that was pulled out is still told. */
  readonly keyboardsLookEvery: number;
  readonly keyboardToldFor: number;
  /** How often the free space is looked at. */
  readonly storageLookEvery: number;
  /** The journal is verified and what is old erased so long after the start, and then so often. */
  readonly housekeepingFirst: number;
  readonly housekeepingEvery: number;
  /** Beyond this difference a clock is wrong, not merely inexact (an HTTP date has whole seconds, an answer its way). */
  readonly clockOffAtMost: number;
  /** A confirmation of the clock counts for so long. */
  readonly clockConfirmedFor: number;
  /** Event log of a submitted case: every 500 ms for the first minute (a person waits), then slowly. */
  readonly eventsPollFirst: number;
  readonly eventsPollFastFor: number;
  readonly eventsPollSlow: number;
  /** Portal probe while up and while down. */
  readonly portalProbeUp: number;
  readonly portalProbeDown: number;
  /** An authority's key kept for an outage is fetched anew after this. */
  readonly keptKeyAtMost: number;

  /** Hub: wait between dials, first and longest, each ± `hubRedialJitter` (share); status reports are gathered this long before one is sent. */
  readonly hubRedialFirst: number;
  readonly hubRedialAtMost: number;
  readonly hubRedialJitter: number;
  /** Not enrolled yet: how often to look for an identity. */
  readonly hubIdentityLookEvery: number;
  readonly hubHelloWithin: number;
  readonly hubReportGather: number;
  /** What nobody announces (counts, the journal) is looked at this often, and told if it changed. */
  readonly hubLookEvery: number;
  /** A clock that was set by more than this is told to the hub, also if nothing else is to be told. */
  readonly hubClockStep: number;
  /** A hub that does not answer a heartbeat within this is lost. */
  readonly hubPongWithin: number;
  /** Idle time after which the operating system asks whether the hub's end is there. */
  readonly hubKeepAlive: number;
  /** So long it waits at a relay for the hub before it dials the relay again. */
  readonly hubRelayWait: number;
  /** Whether half of the certificate's life is over is looked at this often, and at each link's begin. */
  readonly hubRenewalLookEvery: number;
  /** A call for help that the hub has not confirmed by then does not get through, and is told again after. */
  readonly hubHelpWithin: number;
  readonly hubHelpAgain: number;
  /** Counts of an hour are sent within this time after it, and after a new link: ten thousand terminals not at once. */
  readonly hubStatisticsSpread: number;
  readonly hubStatisticsWithin: number;
  readonly hubStatisticsAgain: number;
  readonly hubTreasuryWithin: number;
  /** Money that the hub did not take is told again after this. */
  readonly hubTreasuryAgain: number;
  readonly hubSoftwareWithin: number;
  /** Lines of the log that somebody at the hub reads are sent this often; the hub has taken them within. */
  readonly hubLogEvery: number;
  readonly hubLogWithin: number;
  readonly enrolWithin: number;

  /** How often the hub is asked which configuration it wants, beside its own notices. */
  readonly configurationAskEvery: number;
  /** Chunks of a version are asked for this far apart, so that the hub does not take them for a flood. */
  readonly configurationChunkEvery: number;
  /** How often to look whether a staged version may be switched to. */
  readonly configurationLookEvery: number;
  /** A new version must have a session on the screen within this time, and has proven itself after that one. */
  readonly configurationShownWithin: number;
  readonly configurationProvenAfter: number;

  /** Commands of the hub: how often to look for one whose time is over, how long one may take, … */
  readonly commandLookEvery: number;
  readonly commandDoneWithin: number;
  /** … and when what the hub has not confirmed is told again. */
  readonly commandToldWithin: number;
  readonly commandTellAgain: number;
  /** Between two parts of a file, so that the hub does not take them for a flood. */
  readonly commandPartEvery: number;
  /** Commands that are over and told are kept so long: one that is sent again is known, and not done again. */
  readonly commandKept: number;
  /** A connection of the network check stands, or fails, within. */
  readonly networkCheckWithin: number;
  /** A device that a command has reset works again within. */
  readonly deviceResetWithin: number;
  /** A screen that a command has started anew is shown again within. */
  readonly screenBackWithin: number;

  /** At the end everything must be gone within this time, else the process leaves anyway. */
  readonly shutdownWithin: number;
}

export const DELAYS: TerminalDelays = {
  childUpWithin: 15_000,
  childEndWithin: 1_500,
  nextSessionAfter: 2_000,
  respawnAfter: 250,
  respawnAtMost: 10_000,
  livenessEvery: 5_000,
  livenessWithin: 4_000,
  hostSwapGrace: 5_000,
  hostRestartAfter: 500,
  attendedCheckWithin: 60_000,
  wordsSplitAfter: 6_000,

  devicesOpenWithin: 2_000,
  driverRestartFirst: 250,
  driverRestartAtMost: 10_000,
  driverStableAfter: 60_000,
  driverPingEvery: 3_000,
  driverPingWithin: 5_000,
  driverStatisticsKept: 10_000,
  printerStartsWithin: 15_000,
  driverPrintWithin: 120_000,
  driverCheckWithin: 120_000,
  shellHelloWithin: 5_000,
  shellAnswerWithin: 5_000,
  shellLostWithin: 60_000,
  recoveryDeviceWithin: 10 * 60_000,
  unclearAskEvery: 30_000,
  paymentWaitsForReversal: 20_000,
  reversalRetryAfter: 60_000,
  interruptedShown: 5 * 60_000,
  paymentDeviceBackWithin: 60_000,
  onlineShown: 15 * 60_000,
  onlineOpenAgain: 2_000,
  onlineAskSeen: 3_000,
  onlineAskUnseen: 30_000,
  onlineAskOverdue: 30 * 60_000,
  onlineAskFailedFirst: 3_000,
  onlineAskFailedAtMost: 60_000,
  onlineAskJitter: 0.2,
  onlineForgottenAfter: 24 * 60 * 60_000,
  unprintedLinesKept: 7 * 24 * 60 * 60_000,
  endOfDayLookEvery: 30_000,
  endOfDayRetryAfter: 15 * 60_000,
  booksLookEvery: 5_000,
  deliveryRetryFirst: 2_000,
  deliveryRetryAtMost: 15 * 60_000,
  deliveryJitter: 0.2,
  deliveryOverdueAfter: 24 * 60 * 60_000,
  deliverySweepEvery: 60_000,
  keyboardsLookEvery: 1_000,
  keyboardToldFor: 24 * 60 * 60_000,
  storageLookEvery: 60_000,
  housekeepingFirst: 30_000,
  housekeepingEvery: 24 * 60 * 60_000,
  clockOffAtMost: 5 * 60_000,
  clockConfirmedFor: 24 * 60 * 60_000,
  eventsPollFirst: 500,
  eventsPollFastFor: 60_000,
  eventsPollSlow: 60_000,
  portalProbeUp: 30_000,
  portalProbeDown: 5_000,
  keptKeyAtMost: 60 * 60_000,
  hubRedialFirst: 1_000,
  hubRedialAtMost: 60_000,
  hubRedialJitter: 0.25,
  hubIdentityLookEvery: 2_000,
  hubHelloWithin: 10_000,
  hubReportGather: 250,
  hubLookEvery: 10_000,
  hubClockStep: 10_000,
  hubPongWithin: 10_000,
  hubKeepAlive: 20_000,
  hubRelayWait: 100_000,
  hubRenewalLookEvery: 86_400_000,
  hubHelpWithin: 5_000,
  hubHelpAgain: 5_000,
  hubStatisticsSpread: 5 * 60_000,
  hubStatisticsWithin: 20_000,
  hubStatisticsAgain: 60_000,
  hubTreasuryWithin: 20_000,
  hubTreasuryAgain: 60_000,
  hubSoftwareWithin: 20_000,
  hubLogEvery: 1_000,
  hubLogWithin: 10_000,
  enrolWithin: 20_000,
  configurationAskEvery: 6 * 60 * 60_000,
  configurationChunkEvery: 300,
  configurationLookEvery: 1_000,
  configurationShownWithin: 2 * 60_000,
  configurationProvenAfter: 60_000,
  commandLookEvery: 30_000,
  commandDoneWithin: 15 * 60_000,
  commandToldWithin: 20_000,
  commandTellAgain: 5_000,
  commandPartEvery: 200,
  commandKept: 90 * 24 * 60 * 60_000,
  networkCheckWithin: 5_000,
  deviceResetWithin: 60_000,
  screenBackWithin: 60_000,
  shutdownWithin: 5_000,
};
