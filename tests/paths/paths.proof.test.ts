import { describe, expect, test } from 'vitest';
import { ServiceDefinition } from '../../config/schema/service.ts';
import { sampleStart } from '../../kiosk-app/session/test-support/sample-start.ts';
import { pathsOf } from './enumerate-paths.ts';
import { judgeWalk } from './judge-walk.ts';
import type { Path } from './path.ts';
import { walkPath } from './walk-path.ts';
import { PLACE, walkService } from './walk-service.ts';

const services = sampleStart().services.map((service) => ServiceDefinition.parse(service));
const one = (id: string) => {
  const found = services.find((service) => service.id === id);
  if (!found) throw new TypeError(`no service ${id}`);
  return found;
};

test.each(services.map((service) => [service.id, service] as const))(
  'every path of %s ends as it says',
  async (_, service) => {
    const { paths, walked, faults } = await walkService(service);
    expect(faults).toEqual([]);
    expect(walked).toBe(paths.length);
  },
);

describe('the judge sees a path that', () => {
  const path: Path | undefined = pathsOf(one('bewohnerparkausweis'), PLACE)[0];
  const judged = async (change: Partial<Path>) => {
    if (!path) throw new TypeError('no path');
    const said: Path = { ...path, ...change };
    return judgeWalk(said, await walkPath(path, one(path.service), PLACE.hasWallet));
  };
  test('ends at a receipt and says that the citizen was told', async () => {
    expect(await judged({ end: 'told-no-pin' })).toContain('something was sent');
  });
  test('says an answer that was not sent', async () => {
    const legs = [{ step: 'form', way: { id: 'x', kind: 'choice', answers: { zone: 'nowhere' } } }] as const;
    expect(await judged({ legs })).toEqual(['zone not sent']);
  });
});
