import { decodeJwt } from 'jose';
import { eventNameOf } from '../../../portals/fit-connect/api/event-log.ts';
import { caseNumber, type Problem, type SubmissionEventName } from '../../../portals/fit-connect/contract.ts';
import type { DestinationDirectory, SimulatedService } from '../destinations.ts';
import { openFee } from '../open-fee.ts';
import type { CaseRecord } from '../records.ts';
import type { PortalStore } from '../store.ts';

/** A case as the inbox lists it. */
export interface CaseSummary {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly submissionId: string;
  readonly state: CaseRecord['state'];
  readonly service: string;
  readonly department: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly decidedAt: number | null;
  /** Euro, paid; `null` if nothing is. */
  readonly amount: number | null;
  /** Euro, still to be paid; `null` if nothing is. */
  readonly owed: number | null;
  readonly problems: readonly Problem[];
}

export interface LoggedEvent {
  readonly name: SubmissionEventName;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: 'delivery-service' | 'destination';
}

/** A case in full: personal data included. */
export interface CaseDetails extends CaseSummary {
  readonly metadata: CaseRecord['metadata'];
  readonly data: unknown;
  readonly identity: unknown;
  readonly publicService: CaseRecord['publicService'];
  readonly destinationId: string;
  /** ARS of the place that it is about, if the sender named it. */
  readonly region: string | null;
  readonly files: CaseRecord['files'];
  readonly paidLater: CaseRecord['paidLater'];
  readonly events: readonly LoggedEvent[];
}

export class CaseReader {
  readonly #store: PortalStore;
  readonly #destinations: DestinationDirectory;

  constructor(store: PortalStore, destinations: DestinationDirectory) {
    this.#store = store;
    this.#destinations = destinations;
  }

  /** Latest first. */
  list(): readonly CaseSummary[] {
    return this.#store.cases().map((record) => this.#summarise(record));
  }

  read(caseId: string): CaseDetails | undefined {
    const record = this.#store.case(caseId);
    if (record === undefined) return undefined;
    const { metadata, data, identity, publicService, destinationId, files, paidLater } = record;
    return {
      ...this.#summarise(record),
      metadata,
      data,
      identity,
      publicService,
      destinationId,
      region: this.#store.submission(record.submissionId)?.region ?? null,
      files,
      paidLater,
      events: (this.#store.events(caseId) ?? []).map(readEvent).filter((event) => event !== null),
    };
  }

  #summarise(record: CaseRecord): CaseSummary {
    const destination = this.#destinations.get(record.destinationId);
    const offered: SimulatedService | undefined = destination?.publicServices.find(
      ({ identifier }) => identifier === record.publicService?.identifier,
    );
    return {
      caseId: record.caseId,
      // A sender that names none is found by the start of its case id.
      caseNumber: record.metadata?.additionalReferenceInfo?.senderReference ?? caseNumber(record.caseId),
      submissionId: record.submissionId,
      state: record.state,
      service: record.publicService?.name ?? offered?.name ?? this.#schemaTitle(record) ?? destination?.name ?? '',
      department: destination?.name ?? '',
      submittedAt: record.submittedAt,
      decidedAt: record.decidedAt,
      amount: (record.metadata?.paymentInformation ?? record.paidLater)?.grossAmount ?? null,
      owed: record.state === 'rejected' ? null : owedOf(record),
      problems: record.problems,
    };
  }

  /** A service without LeiKa key is named by the title of its data schema. */
  #schemaTitle(record: CaseRecord): string | undefined {
    const uri = record.metadata?.contentStructure.data.submissionSchema.schemaUri;
    const schema = uri === undefined ? undefined : this.#destinations.get(record.destinationId)?.schemas[uri];
    const title: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'title') : undefined;
    return typeof title === 'string' ? title : undefined;
  }
}

const owedOf = (record: CaseRecord): number | null => {
  const fee = openFee(record);
  return fee && fee.betragCent / 100;
};

function readEvent(token: string): LoggedEvent | null {
  const { events, iat = 0, iss = '' } = decodeJwt(token);
  const name = eventNameOf(events);
  return name && { name, at: iat * 1000, by: iss.includes(':') ? 'delivery-service' : 'destination' };
}
