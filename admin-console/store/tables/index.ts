import type { AccessTables } from './access.ts';
import type { AlertingTables } from './alerting.ts';
import type { ArrangeTables } from './arrange.ts';
import type { AuditTables } from './audit.ts';
import type { CommandTables } from './commands.ts';
import type { ConfigurationTables } from './configuration.ts';
import type { HistoryTables } from './history.ts';
import type { LogViewTables } from './log-views.ts';
import type { ProcessTables } from './processes.ts';
import type { RolloutTables } from './rollouts.ts';
import type { StatisticsTables } from './statistics.ts';
import type { TagTables } from './tags.ts';
import type { TenantTables } from './tenants.ts';
import type { TerminalTables } from './terminals.ts';
import type { TreasuryTables } from './treasury.ts';

/** Tables of the hub. Nothing here is about a citizen. Each area keeps its own in a file beside this one. */
export interface HubTables
  extends TerminalTables,
    TenantTables,
    ProcessTables,
    AuditTables,
    AccessTables,
    StatisticsTables,
    AlertingTables,
    CommandTables,
    ConfigurationTables,
    RolloutTables,
    TagTables,
    ArrangeTables,
    TreasuryTables,
    HistoryTables,
    LogViewTables {}
