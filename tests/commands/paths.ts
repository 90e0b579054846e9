import { parseArgs } from 'node:util';
import { ServiceDefinition } from '../../config/schema/service.ts';
import { sampleStart } from '../../kiosk-app/session/test-support/sample-start.ts';
import { nameOf } from '../paths/path.ts';
import { walkService } from '../paths/walk-service.ts';

/**
 * `npm run paths -- [<service>] [--list] [--json]`
 * Enumerates the paths of each service of the demo municipality from its configuration, and walks all of them with the
 * real session machine (`tests/paths`); exit 0 only if each ends as it says.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const [only] = positionals;
const services = sampleStart().services.map((service) => ServiceDefinition.parse(service));
const asked = services.filter(({ id }) => only === undefined || id === only);
if (asked.length === 0) {
  console.error(`Which service? One of: ${services.map(({ id }) => id).join(', ')}`);
  process.exit(2);
}
const reports = [];
for (const service of asked) {
  const report = await walkService(service);
  reports.push(report);
  if (values.json) continue;
  console.log(`${service.id.padEnd(42)} ${String(report.walked).padStart(4)} of ${report.paths.length} paths walked`);
  if (values.list) for (const path of report.paths) console.log(`    ${nameOf(path)}`);
  for (const fault of report.faults) console.log(`  FAIL  ${fault}`);
}
const paths = reports.reduce((sum, report) => sum + report.paths.length, 0);
const walked = reports.reduce((sum, report) => sum + report.walked, 0);
if (values.json)
  console.log(JSON.stringify({ paths, walked, services: reports.map((r) => ({ ...r, paths: r.paths.map(nameOf) })) }));
else console.log(`${walked} of ${paths} paths of ${reports.length} services walked`);
process.exit(walked === paths ? 0 : 1);
