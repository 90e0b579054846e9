import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { generateSync } from 'otplib';
import type { Clock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { ACCESS_ROUTES, LINK_FRAGMENT } from '../../contract/access/access.ts';
import { createOwnerLink } from '../../store/access/links.ts';
import type { HubDatabase } from '../../store/database.ts';
import { secretBoxOf } from '../../store/secrets/secret-box.ts';
import { createGate } from '../access/gate.ts';
import { type ApiParts, allRoutes } from '../all-routes.ts';
import { openApiOf } from '../openapi.ts';
import { serveRoutes } from '../serve-routes.ts';
import { DescribedAnswers } from './described-answers.ts';

const HOST = '127.0.0.1:7103';
export const PASSWORD = 'Kaffee um halb drei';

interface Asked {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects there
  readonly body: any;
  readonly cookie: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The routes of access on a database, as browsers and programs ask them; one hub process. */
export class SignInDesk {
  readonly #app: FastifyInstance = fastify();
  readonly #db: HubDatabase;
  readonly #clock: Clock;
  readonly #host: string;
  readonly #described: DescribedAnswers;

  constructor(
    db: HubDatabase,
    clock: Clock,
    { oidc = [], host = HOST }: Partial<Pick<ApiParts, 'oidc'>> & { readonly host?: string } = {},
  ) {
    this.#host = host;
    this.#db = db;
    this.#clock = clock;
    // Terminals are not asked for here.
    const parts = { db, clock, oidc, secrets: secretBoxOf(randomBytes(32)) } as ApiParts;
    const routes = allRoutes(parts);
    this.#described = new DescribedAnswers(openApiOf(routes, []));
    serveRoutes(this.#app, routes, createGate(db, clock), silentLog);
  }

  /** @param as a session's cookie, or a key */
  async ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, as = ''): Promise<Asked> {
    const answer = await this.#app.inject({
      method,
      url,
      ...(payload && { payload }),
      headers: {
        host: this.#host,
        origin: `http://${this.#host}`,
        ...(as.startsWith('btk_') ? { authorization: `Bearer ${as}` } : { cookie: as }),
      },
    });
    const set = answer.headers['set-cookie'];
    const cookie = (Array.isArray(set) ? set[0] : set)?.split(';', 1)[0];
    const isJson = answer.headers['content-type']?.startsWith('application/json');
    const body = isJson ? answer.json() : answer.body;
    this.#described.check(method, url, answer.statusCode, body);
    return { status: answer.statusCode, body, cookie, headers: answer.headers };
  }

  /** @returns the session's cookie of an owner of the whole hub */
  async owner(): Promise<string> {
    return this.byLink(await createOwnerLink(this.#db, this.#clock));
  }

  /** @param link or its token */
  async byLink(link: string): Promise<string> {
    const token = link.slice(
      link.indexOf(LINK_FRAGMENT) === -1 ? 0 : link.indexOf(LINK_FRAGMENT) + LINK_FRAGMENT.length,
    );
    return (await this.ask('POST', ACCESS_ROUTES.signInLink, { token })).cookie ?? '';
  }

  /** @returns the secret of the app and the recovery codes */
  async setPassword(as: string): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
    const { body } = await this.ask('POST', ACCESS_ROUTES.accountTotp, {}, as);
    const code = this.code(body.secret);
    const set = await this.ask(
      'POST',
      ACCESS_ROUTES.accountPassword,
      { password: PASSWORD, challenge: body.challenge, code },
      as,
    );
    return { secret: body.secret, recoveryCodes: set.body.recoveryCodes };
  }

  /** What the app shows now. */
  code(secret: string): string {
    return generateSync({ secret, epoch: Math.floor(this.#clock.now() / 1_000) });
  }

  password(name: string, password: string, code: string): Promise<Asked> {
    return this.ask('POST', ACCESS_ROUTES.signInPassword, { name, password, code });
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}
