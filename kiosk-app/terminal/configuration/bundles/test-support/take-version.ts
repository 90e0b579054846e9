import { armKill } from './kill-at-write.ts';
import { takeUntilProven } from './take-until-proven.ts';

/** `take-version.ts <directory> <version>`: takes it, and prints the names of the calls to the disk that this took. */
const [directory = '', wanted = ''] = process.argv.slice(2);
armKill(true);
await takeUntilProven(directory, Number(wanted));
process.stdout.write(`${JSON.stringify(armKill(false))}\n`);
