import type { z } from 'zod';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Cents } from '../../../foundation/money.ts';
import type { Personal } from '../../../foundation/personal.ts';
import type { KnownAppointment } from '../../../portals/appointments/contract.ts';
import type { Bill } from '../../../portals/bill-register/contract.ts';
import type { DocumentStatus } from '../../../portals/document-status/contract.ts';
import type {
  Identity,
  IdentityEvidence,
  IdentitySource,
  LevelOfAssurance,
} from '../../../portals/identity/contract.ts';
import type { CompetentAuthority } from '../../../portals/routing/contract.ts';
import type { Delivery } from '../../channel/terminal/delivery.ts';
import type { PackageFee } from '../../channel/terminal/money.ts';
import type { PictureRef } from '../contract/picture.ts';
import type { Values } from '../forms/values.ts';
import { isRefused } from './delivery.ts';
import { priceBy } from './price.ts';
import { paysAfterwards } from './steps-of.ts';

export interface EvidencePage {
  readonly id: string;
  readonly from: 'scanner' | 'phone';
  readonly jpeg: Personal<Uint8Array>;
  readonly preview: PictureRef;
  readonly width: number;
  readonly height: number;
  /** Dots per inch of the JPEG: gives the page its true size. */
  readonly resolution: number;
  readonly blank: boolean;
  /** Looked blank, and the person said to use it all the same. */
  readonly isMeant: boolean;
}

/** Scanned pages by the id of the evidence item. */
export type Evidence = ReadonlyMap<string, readonly EvidencePage[]>;

export interface IdentifiedPerson {
  readonly identity: Personal<Identity>;
  /** Who vouches for it. */
  readonly source: IdentitySource;
  readonly levelOfAssurance: LevelOfAssurance;
  /** Goes with the request, sealed. */
  readonly evidence: Personal<IdentityEvidence>;
}

/**
 * `held` sealed and durable at the terminal, nothing paid · `paying` a card payment runs · `paid` · `unclear` nobody
 * knows whether money moved · `released` without fee, or before it is paid. Only a held package may still be dropped.
 */
export type SessionPackageState = 'held' | 'paying' | 'paid' | 'unclear' | 'released';

export interface SessionPackage {
  readonly packageId: string;
  readonly state: SessionPackageState;
  readonly fee: PackageFee | null;
  /** Paid on the telephone. */
  readonly isOnline?: true;
  /** Of a service that is routed by place. */
  readonly recipient?: CompetentAuthority;
}

/** With what was sealed, as a person reads it: for a copy on paper. */
export interface HeldPackage extends SessionPackage {
  readonly document: { readonly pdf: Personal<Uint8Array>; readonly pages: number };
}

/** Everything one citizen has entered, shown and done for one service. Values are replaced, never changed. */
export interface Application {
  readonly identity: IdentifiedPerson | null;
  /** Of a service that is routed by place. */
  readonly recipient: CompetentAuthority | null;
  /** That are to be paid together, in the order in which they came. */
  readonly bills: readonly z.infer<typeof Bill>[];
  /** By which the authority offers to answer. */
  readonly replyChannels: readonly string[];
  readonly values: Values;
  readonly evidence: Evidence;
  readonly package: HeldPackage | null;
  /** Service for which an appointment is booked, because the person could not identify for it. */
  readonly appointmentFor: string | null;
  /** What the office says of the document whose number was typed. */
  readonly documentStatus: Personal<DocumentStatus> | null;
  /** An appointment for which another time is wanted. */
  readonly moved: Personal<KnownAppointment> | null;
}

export const emptyApplication: Application = {
  identity: null,
  recipient: null,
  bills: [],
  replyChannels: [],
  values: new Map(),
  evidence: new Map(),
  package: null,
  appointmentFor: null,
  documentStatus: null,
  moved: null,
};

/** What somebody vouches for; `null` where nobody does. */
export const identityOf = ({ identity }: Application): Identity | null => identity?.identity.reveal() ?? null;

/**
 * `paid` here and kept · `owed` sent without it · `unclear` nobody knows · `none` nothing moved and nothing is due, or
 * not yet.
 */
export type FeeStatus = 'paid' | 'owed' | 'unclear' | 'none';

export function feeStatusOf(
  service: Pick<ServiceDefinition, 'order' | 'fee'>,
  held: SessionPackage,
  delivery: Delivery | null,
): FeeStatus {
  if (held.fee === null) return 'none';
  if (held.state === 'paid' || held.state === 'unclear') return held.state;
  return held.state === 'released' && paysAfterwards(service) && !isRefused(delivery) ? 'owed' : 'none';
}

/** The fee now known: by the service and the answers, or that of the bill; `null` if there is none (or not yet). */
export const feeOf = (service: ServiceDefinition, application: Application, today: string): Cents | null =>
  service.fee.kind === 'bill' ? sumOf(application.bills) : priceBy(service, application.values, today);

const sumOf = (bills: Application['bills']): Cents | null =>
  bills.length === 0 ? null : bills.reduce((sum, { cents }) => sum + cents, 0);
