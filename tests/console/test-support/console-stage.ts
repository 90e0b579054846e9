import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { OidcProvider } from '../../../admin-console/domain/access/oidc.ts';
import { type Hub, startHub } from '../../../admin-console/hub/hub.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { CHROMIUM } from '../../../kiosk-app/shell/test-support/chromium.ts';

/** A hub with an empty database, today's console, and a browser before it. */
export interface ConsoleStage {
  readonly hub: Hub;
  /** By name: passkeys are made for names only. */
  readonly origin: string;
  /** A page of a browser in which nobody has signed in; with an authenticator where it is asked for. */
  open(options?: Partial<Viewport>): Promise<Page>;
  close(): Promise<void>;
}
interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

export interface StageOptions {
  /** Organisations' sign-ins of this hub. */
  readonly signInProviders?: readonly OidcProvider[];
  /** 0: any. */
  readonly consolePort?: number;
  /** Previews at once, of the citizen's page that is built there; left out: none. */
  readonly previews?: { readonly atMost: number; readonly uiDirectory: string };
}

export async function startConsoleStage({
  signInProviders = [],
  consolePort = 0,
  previews,
}: StageOptions = {}): Promise<ConsoleStage> {
  const directory = mkdtempSync(join(tmpdir(), 'console-'));
  const hub = await startHub({
    ...{
      directory,
      webDirectory: inject('builtConsole'),
      consolePort,
      linkPort: 0,
      signInProviders,
      clock: systemClock,
      log: silentLog,
    },
    database: { kind: 'sqlite', file: join(directory, 'hub.sqlite') },
    ...(previews && { previews }),
  });
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return {
    hub,
    origin: `http://localhost:${hub.consolePort}`,
    async open({ width = 1_280, height = 720, colorScheme = 'light' } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      return context.newPage();
    },
    async close() {
      await browser.close();
      await hub.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** The authenticator that a browser's developer tools play (Chrome DevTools Protocol, domain WebAuthn). */
export class VirtualAuthenticator {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  static async of(page: Page): Promise<VirtualAuthenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    return new VirtualAuthenticator(session, authenticatorId);
  }

  /** Whether finger, face or PIN will be right. */
  async verifies(isUserVerified: boolean): Promise<void> {
    await this.#session.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
  }

  /** Puts its passkey back as it was so many uses ago, as a copy made then would be; below 0: forward. */
  async goBack(uses: number): Promise<void> {
    const of = { authenticatorId: this.#id };
    const { credentials } = await this.#session.send('WebAuthn.getCredentials', of);
    await this.#session.send('WebAuthn.clearCredentials', of);
    for (const credential of credentials) {
      const signCount = Math.max(1, credential.signCount - uses);
      await this.#session.send('WebAuthn.addCredential', { ...of, credential: { ...credential, signCount } });
    }
  }
}
