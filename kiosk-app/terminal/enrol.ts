import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SiteDefinition } from '../../config/schema/site.ts';
import { systemClock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { enrolTerminal } from './fleet-link/identity/enrol.ts';
import { keySecretOf } from './fleet-link/identity/key-secret.ts';

/**
 * `enrol.ts --site <file> --data <dir> --code <code> --ca-fingerprint <hex>`: enrols this terminal at its site's hub.
 * Prints `{"fingerprint":…}`; exit 1 with `{"reason":…}` on stderr if refused. A running terminal takes the new identity up
 * by itself.
 */
process.umask(0o077);
try {
  const { values } = parseArgs({
    options: {
      site: { type: 'string', default: '' },
      data: { type: 'string', default: '' },
      code: { type: 'string', default: '' },
      'ca-fingerprint': { type: 'string', default: '' },
    },
  });
  const site = SiteDefinition.parse(JSON.parse(readFileSync(values.site, 'utf8')));
  if (!site.hub) throw new Refusal('no-hub');
  const enrolled = await enrolTerminal({
    url: site.hub.url,
    directory: resolve(values.data, site.hub.directory),
    keySecret: keySecretOf(process.env),
    terminalId: site.terminalId,
    code: values.code,
    caFingerprint: values['ca-fingerprint'],
    clock: systemClock,
    log: silentLog,
  });
  if (!enrolled.ok) throw new Refusal(enrolled.error);
  process.stdout.write(`${JSON.stringify({ fingerprint: enrolled.value })}\n`);
} catch (thrown) {
  process.stderr.write(`${JSON.stringify({ reason: reasonOf(thrown) })}\n`);
  process.exit(1);
}
