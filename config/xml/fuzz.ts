import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bug } from '../../foundation/errors.ts';
import { pictureFault } from '../check/picture-faults.ts';
import { importFim } from '../fim/import-fim.ts';
import { ServiceDefinition } from '../schema/service.ts';

const sample = (file: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fim/samples', file)));
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:url(#g)}</style><path class="a" d="M0 0h9"/></svg>';

/** What an office brings in as a file: forms of FIM, and logos. */
export const fuzzTargets = [
  {
    name: 'xml-fim-form',
    samples: ['marktstand.xdf2.xml', 'baum-faellen.xdf3.xml', 'wohnsitz.schema.json'].map(sample),
    run(bytes: Uint8Array) {
      const read = importFim(Buffer.from(bytes).toString('utf8'));
      if (!read.ok || ServiceDefinition.safeParse(read.value.service).success) return;
      throw new Bug('broken promise: what is made of a form is a service');
    },
  },
  {
    name: 'xml-drawing',
    samples: [new TextEncoder().encode(DRAWING)],
    run(bytes: Uint8Array) {
      const data = Buffer.from(bytes).toString('base64');
      pictureFault({ type: 'image/svg+xml', data });
      pictureFault({ type: 'image/png', data });
    },
  },
];
