import type { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { Identification, type IdentificationRequest, IdentityResult } from './contract.ts';
import { exchange, type HttpsAnswer, type HttpsFailure } from './https.ts';

/** Why the service gave no usable answer. Each but `bad-answer` and `foreign-address` may pass by itself. */
export type EidServiceFailure =
  | HttpsFailure
  | 'unavailable' // 5xx
  | 'refused' // 4xx: asks for rights the service may not read, or is malformed
  | 'unknown-session' // fetched before, expired, or never begun
  | 'bad-answer' // not what the interface promises
  | 'foreign-address'; // an address that is not the service's own

export interface EidServiceClient {
  /** Begins an identification: what it wants to read is fixed by this. */
  begin(request: IdentificationRequest): Promise<Result<Identification, EidServiceFailure>>;
  /**
   * The person's data, once the eID client is done; the service forgets them with this call.
   * @param refreshUrl from the eID client; must be of the service's own origin
   */
  fetchResult(refreshUrl: string): Promise<Result<IdentityResult, EidServiceFailure>>;
  /** Whether it answers now, with a certificate that is trusted. Begins nothing. */
  isUp(): Promise<boolean>;
}

export interface EidServiceClientOptions {
  /** https base address */
  readonly url: string;
  /** The only CA to trust; `null` for the system's. */
  readonly caPem: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** @throws Bug if `url` is no https address: the configuration check should have refused it */
export function createEidServiceClient(options: EidServiceClientOptions): EidServiceClient {
  const { caPem, clock, log } = options;
  const base = URL.parse(options.url.replace(/\/*$/, '/'));
  if (base?.protocol !== 'https:') throw new Bug('the eID service needs an https address');

  async function call<S extends z.ZodType>(
    event: string,
    schema: S,
    request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: string },
  ): Promise<Result<z.output<S>, EidServiceFailure>> {
    const answered = await exchange({ ...request, caPem, clock });
    const result = answered.ok ? read(answered.value, schema) : answered;
    log.event(result.ok ? 'info' : 'warn', event, { reason: code(result.ok ? 'ok' : result.error) });
    return result;
  }

  return {
    begin: async (request) => {
      const begun = await call('eid-service.begin', Identification, {
        method: 'POST',
        url: new URL('identifications', base).href,
        body: JSON.stringify(request),
      });
      if (begun.ok && new URL(begun.value.tcTokenUrl).origin !== base.origin) return err('foreign-address');
      return begun;
    },
    fetchResult: async (refreshUrl) => {
      if (URL.parse(refreshUrl)?.origin !== base.origin) return err('foreign-address');
      return call('eid-service.fetch', IdentityResult, { method: 'GET', url: refreshUrl });
    },
    isUp: async () => {
      // The address itself is no page of the interface: whatever it says about that, it is there.
      const answered = await exchange({ method: 'GET', url: base.href, caPem, clock });
      return answered.ok && answered.value.status < 500;
    },
  };
}

function read<S extends z.ZodType>(answer: HttpsAnswer, schema: S): Result<z.output<S>, EidServiceFailure> {
  const { status, text } = answer;
  if (status >= 500) return err('unavailable');
  if (status === 404 || status === 410) return err('unknown-session');
  if (status >= 400) return err('refused');
  if (status !== 200 && status !== 201) return err('bad-answer');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('bad-answer');
  }
  const checked = schema.safeParse(json);
  return checked.success ? ok(checked.data) : err('bad-answer');
}
