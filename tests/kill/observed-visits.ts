import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { World } from '../../demo/simulated-world.ts';
import type { CaseDetails } from '../../simulators/fit-connect/inbox/summary.ts';
import type { ZvtLedgerRow } from '../../simulators/payment/index.ts';
import type { Visit } from '../headless/visit.ts';

/** One visit as the person remembers it. */
export interface Testimony {
  readonly number: number;
  readonly service: string;
  /** `null`: nothing to pay. */
  readonly cents: number | null;
  /** Other visits pay the same amount. */
  readonly isShared: boolean;
  /**
   * Rows of the payment terminal's ledger among which this visit's payment is found by its amount: all of them where no
   * other visit has this amount, else those from its first touch to that of the next visit.
   */
  readonly rows: { readonly from: number; readonly to: number };
  /** The authority knows it by this: the reference of the bill, or a word typed into a form. */
  readonly mark: string;
  /** Paid after it was submitted, not before. */
  readonly owes: boolean;
  readonly visit: Visit | null;
}

/** A package as the terminal's own books have it; no witness, only asked whether it considers itself done. */
export interface Booked {
  readonly packageId: string;
  readonly state: string;
  readonly payment: string;
  readonly reference: string | null;
  readonly cents: number | null;
}

export interface Alarm {
  readonly kind: string;
  readonly packageId: string | null;
  readonly reason: string | null;
}

/** What there is to judge by: three witnesses beyond the terminal's reach, and the alerts it shows to people. */
export interface Evidence {
  readonly ledger: readonly ZvtLedgerRow[];
  readonly inbox: readonly CaseDetails[];
  readonly papers: readonly Slip[];
  readonly alarms: readonly Alarm[];
  readonly booked: readonly Booked[];
  readonly openIntents: readonly string[];
}

export interface Slip {
  readonly text: readonly string[];
  readonly torn: boolean;
}

export function evidenceOf(world: World, papers: readonly Slip[], terminalDirectory: string): Evidence {
  return {
    ledger: [...world.payment.ledger(), ...paidOnline(world)],
    inbox: inboxOf(world),
    papers,
    ...books(terminalDirectory),
  };
}

/** What was paid on telephones, as the payment portal has it: no card was charged, and nothing goes back by itself. */
const paidOnline = ({ payments }: World): readonly ZvtLedgerRow[] =>
  payments.paid().map(({ cents }) => ({
    receiptNo: 0,
    trace: 0,
    amount: cents,
    kind: 'authorisation',
    at: 0,
    reversed: false,
    acknowledged: true,
  }));

/** What an authority has decided does not change any more. */
const decided = new WeakMap<World, Map<string, CaseDetails>>();

function inboxOf(world: World): readonly CaseDetails[] {
  const known = decided.get(world) ?? new Map<string, CaseDetails>();
  decided.set(world, known);
  return world.portal.cases().flatMap(({ caseId }) => {
    const found = known.get(caseId) ?? world.portal.case(caseId);
    if (found && found.decidedAt !== null) known.set(caseId, found);
    return found ?? [];
  });
}

/** The terminal's books, read from outside while it runs. */
export function books(terminalDirectory: string): Pick<Evidence, 'alarms' | 'booked' | 'openIntents'> {
  const db = new Database(join(terminalDirectory, 'terminal.db'), { readonly: true });
  try {
    return {
      alarms: db
        .prepare<[], Alarm>('SELECT kind, package_id AS packageId, reason FROM alert WHERE settled_at IS NULL')
        .all(),
      booked: db
        .prepare<[], Booked>(
          'SELECT package_id AS packageId, state, payment, reference, fee_cents AS cents FROM package ORDER BY held_at',
        )
        .all(),
      openIntents: db
        .prepare<[], { what: string }>(
          `SELECT kind || ' ' || package_id AS what FROM journal i WHERE phase = 'intent' AND kind IN ('authorise', 'online', 'reverse')
             AND NOT EXISTS (SELECT 1 FROM journal o WHERE o.intent_id = i.intent_id AND o.phase = 'outcome')`,
        )
        .all()
        .map(({ what }) => what),
    };
  } finally {
    db.close();
  }
}

/** Every slip that ever came out; the simulator's slot forgets. */
export function collectPapers(world: World): readonly Slip[] {
  const seen = new Map<string, Slip>();
  const slips: Slip[] = [];
  const look = () => {
    for (const { id, text, torn } of world.printer.papers()) {
      if (seen.has(id)) continue;
      const slip = { text, torn };
      seen.set(id, slip);
      slips.push(slip);
    }
  };
  world.printer.onChange(look);
  return slips;
}
