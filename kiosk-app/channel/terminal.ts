import { z } from 'zod';
import { PaymentProgress } from '../../device-drivers/payment/contract.ts';
import { side } from '../../foundation/rpc/contract.ts';
import { AppointmentKey, AppointmentOffer, FreeDay } from '../../portals/appointments/contract.ts';
import { BillLookup } from '../../portals/bill-register/contract.ts';
import { Recipient, SealedSubmission } from '../../portals/fit-connect/contract.ts';
import { Area, CompetentAuthority } from '../../portals/routing/contract.ts';
import { Delivery, Interrupted } from './terminal/delivery.ts';
import { OnlineAnswer, OnlineProgress, PackageFee, PaymentAnswer } from './terminal/money.ts';
import { PlaceNow } from './terminal/place.ts';
import { Reason, Reference } from './terminal/references.ts';
import { PrintAnswer, ReceiptTexts } from './terminal/slip.ts';
import { DeviceStates, PortalStates, StartParams } from './terminal/start.ts';
import { HelpState, Usage } from './terminal/visit.ts';

/**
 * Between the terminal (supervisor) and a session (one process per citizen), over the child's IPC pipe. Nothing in it
 * says who a person is: amounts, references, states, ciphertext, a postal code, and the address of the screen.
 */

/** Answered by the terminal. */
export const terminalSide = side({
  methods: {
    /** Areas of a postal code; none for one that nobody has. Refuses with `routing-unavailable`. */
    'routing.areas': {
      params: z.strictObject({ postalCode: z.string().regex(/^\d{5}$/) }),
      result: z.strictObject({ areas: z.array(Area).max(100) }),
    },
    /**
     * The authority for a service that is routed by place. From then on this session may send this service's request to
     * it. Refuses with `routing-unavailable`, `several-routes`, `route-refused`, and with `no-route`, also where its
     * destination takes nothing now.
     */
    'routing.authority': {
      params: z.strictObject({ serviceId: z.string(), areaId: z.string().max(20) }),
      result: CompetentAuthority,
    },
    /**
     * Availability of a service's destination and whom to seal for, checked now; of a service that is routed by place, of the one
     * that `routing.authority` told. Refuses with `portal-unreachable`, `portal-refused`, `key-refused`.
     */
    'portal.prepare': {
      params: z.strictObject({ serviceId: z.string(), destinationId: z.uuid().optional() }),
      result: Recipient.extend({ destinationId: z.uuid() }),
    },
    /** Names of the channels by which the authority answers; none: by post, or it cannot be asked now. */
    'portal.replyChannels': {
      params: z.strictObject({ serviceId: z.string(), destinationId: z.uuid().optional() }),
      result: z.strictObject({ channels: z.array(z.string().max(60)).max(20) }),
    },
    /**
     * Offices and their concerns; kept answers. This and the next two refuse with `appointment-` and the reason of an
     * `AppointmentFailure`.
     */
    'appointments.offer': { params: z.strictObject({}), result: AppointmentOffer },
    /** Free times of an office for a concern, the nearest day first. */
    'appointments.days': {
      params: z.strictObject({ officeId: z.int(), concernId: z.int() }),
      result: z.strictObject({ days: z.array(FreeDay) }),
    },
    /**
     * Reserves a time. The terminal gives it back when the session ends without having taken it over, however it ends.
     * `until`: epoch milliseconds, when the reservation runs out.
     */
    'appointments.reserve': {
      params: z.strictObject({ officeId: z.int(), concernId: z.int(), at: z.int() }),
      result: AppointmentKey.extend({ number: z.string().max(40), until: z.int() }),
    },
    /** The session is about to say who comes: from now on the terminal knows nothing of it any more. */
    'appointments.take': { params: z.strictObject({ id: z.int() }), result: z.strictObject({}) },
    /** Gives it back now. */
    'appointments.release': { params: z.strictObject({ id: z.int() }), result: z.strictObject({}) },
    /** A fresh payment reference (Kassenzeichen of this terminal), chosen before anything is sealed. */
    'payment.reference': {
      params: z.strictObject({ serviceId: z.string() }),
      result: z.strictObject({ reference: Reference }),
    },
    'bill.lookup': { params: z.strictObject({ reference: z.string().max(30) }), result: BillLookup },
    /**
     * Hands over the sealed submission; it is durable when this answers. `fee` null: released at once by `submission.release`.
     * A package with a fee is released by the terminal itself when the payment is booked, even if the session has died;
     * that of a service with the order submit-then-pay is released like one without fee and paid afterwards. Refuses with
     * `bill-changed` if one of several bills was paid or cancelled meanwhile: nothing is held then.
     */
    'submission.hold': {
      params: z.strictObject({
        serviceId: z.string(),
        sealed: SealedSubmission,
        fee: PackageFee.nullable(),
      }),
      result: z.strictObject({ held: z.literal(true) }),
    },
    /** Erases a held package that was never paid nor released. */
    'submission.drop': { params: z.strictObject({ packageId: z.uuid() }), result: z.strictObject({}) },
    'submission.release': { params: z.strictObject({ packageId: z.uuid() }), result: z.strictObject({}) },
    /**
     * Answers when the payment has an outcome; takes as long as the citizen does. Refuses with `busy`, `no-device`,
     * `already-paid` by itself, `bill-changed` if another package pays the same bill or perhaps does, `not-payable`,
     * `portal-unreachable`, `storage-full`, `online-open` while it is not known whether it is paid on a telephone; for submit-then-pay with `not-submitted` until the portal has it.
     */
    'payment.pay': { params: z.strictObject({ packageId: z.uuid() }), result: PaymentAnswer },
    /**
     * Payment on the citizen's own telephone: answers when it has an outcome, its time on the screen is over, or the citizen
     * has left it. `payment.online` tells what the screen shows meanwhile. Refuses as `payment.pay` does, and with
     * `no-online-payment`. A payment that was left is shown again by the next call: there is one for each package.
     */
    'payment.pay-online': { params: z.strictObject({ packageId: z.uuid() }), result: OnlineAnswer },
    /** The citizen wants another way: `payment.pay-online` answers. */
    'payment.leave-online': { params: z.strictObject({ packageId: z.uuid() }), result: z.strictObject({}) },
    'payment.abort': { params: z.strictObject({}), result: z.strictObject({}) },
    /** Prints the receipt of a package, with the payment terminal's own block if it was paid. Reprints carry the same id. */
    'receipt.print': {
      params: z.strictObject({
        packageId: z.uuid(),
        texts: ReceiptTexts,
        qr: z.string().max(200).nullable(),
        /** Of the labels the terminal adds itself; the site's first language if left out. */
        language: z.string().max(10).optional(),
      }),
      result: PrintAnswer,
    },
    /**
     * Prints a slip that belongs to no package: an appointment, what to bring, a result. Neither journalled nor kept; a
     * code on it may open what the person has booked, so it is no part of any log.
     */
    'slip.print': {
      params: z.strictObject({
        texts: ReceiptTexts,
        qr: z.string().max(400).nullable(),
        language: z.string().max(10).optional(),
      }),
      result: PrintAnswer,
    },
    /** The person there has seen it (or nobody was there): not shown again. Its receipt could be printed until now. */
    'interrupted.close': {
      params: z.strictObject({ packageId: z.uuid(), how: z.enum(['done', 'not-mine', 'nobody']) }),
      result: z.strictObject({}),
    },
    /** Asks for a person. Told again by the notification `help` whenever more is known, until `help.end`. */
    'help.call': { params: z.strictObject({}), result: z.strictObject({ state: HelpState }) },
  },
  notifications: {
    /** The session's UI is up; from now on it can be shown. */
    ready: z.strictObject({ port: z.int().min(1).max(65535) }),
    /** Name of the step only, for health, statistics and the hub. */
    step: z.strictObject({ step: z.string().max(40), serviceId: z.string().max(41).nullable() }),
    /** What is counted of a visit, when it happens; the terminal adds it up and keeps nothing of the single one. */
    usage: Usage,
    /** Abandonment is measured with its reason; aggregate counts only. */
    abandoned: z.strictObject({ serviceId: z.string().nullable(), step: z.string().max(40), reason: Reason }),
    cover: z.strictObject({ covered: z.boolean() }),
    /** Help is no longer needed. */
    'help.end': z.strictObject({}),
    /** A card lies on the identity card's reader that was there before this visit: somebody has forgotten it. */
    'card-left': z.strictObject({ left: z.boolean() }),
    /** The citizen has left: end me. */
    ended: z.strictObject({ outcome: z.enum(['completed', 'cancelled', 'timed-out', 'idle', 'failed']) }),
  },
});

/** Answered by the session. */
export const sessionSide = side({
  methods: {
    start: { params: StartParams, result: z.strictObject({ port: z.int().min(1).max(65535) }) },
    /** A one-time token for one more page; addresses are built by the terminal. */
    token: { params: z.strictObject({}), result: z.strictObject({ token: z.string() }) },
    /** Asked to go: wipes and exits. `force` does not wait for a running payment. */
    end: { params: z.strictObject({ reason: z.string().max(40), force: z.boolean() }), result: z.strictObject({}) },
  },
  notifications: {
    devices: DeviceStates,
    portals: PortalStates,
    'payment.progress': PaymentProgress,
    'payment.online': z.strictObject({ packageId: z.uuid(), progress: OnlineProgress }),
    'submission.delivery': z.strictObject({ packageId: z.uuid(), delivery: Delivery }),
    /** `null`: no more. `receipt.print` serves its package while it stands. */
    interrupted: z.strictObject({ interrupted: Interrupted.nullable() }),
    presence: z.strictObject({ present: z.boolean() }),
    maintenance: z.strictObject({ on: z.boolean() }),
    /** Out of service on command: by language what citizens read; `null`: in service. */
    closed: z.strictObject({ texts: z.record(z.string(), z.string().max(300)).nullable() }),
    place: PlaceNow,
    /** Ends of compounds by the whole word, in the spelling of the search: "hundesteuer" → "steuer". */
    words: z.strictObject({ parts: z.record(z.string(), z.array(z.string())) }),
    /** Ids of the services that are begun most at this terminal, first the most. */
    'most-used': z.strictObject({ services: z.array(z.string().max(41)).max(20) }),
    /** What has become of the call for help that stands. */
    help: z.strictObject({ state: HelpState }),
  },
});
