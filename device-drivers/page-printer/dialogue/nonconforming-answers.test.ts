import { expect, test } from 'vitest';
import { createCounter, createReadyCounter, PRINTED } from '../../../simulators/page-printer/test-support/counter.ts';
import { type Attribute, GROUPS, type Message } from '../codec/message.ts';
import { type IppOperation, OPERATIONS, STATUS } from '../codec/registry.ts';

/** Answers of firmwares that say less, or say it otherwise, than RFC 8011 has it. */

const isTo = (request: Message, operation: IppOperation) => request.code === OPERATIONS[operation];
const withJob = (answer: Message, change: (attributes: readonly Attribute[]) => readonly Attribute[]): Message => ({
  ...answer,
  groups: answer.groups.map((group) =>
    group.tag === GROUPS.job ? { ...group, attributes: change(group.attributes) } : group,
  ),
});
const refusing = (answer: Message, code: number): Message => ({ ...answer, code, groups: answer.groups.slice(0, 1) });

test('a printer without Validate-Job prints all the same', async () => {
  const counter = await createReadyCounter();
  counter.simulator.alterAnswers((request, answer) =>
    isTo(request, 'Validate-Job') ? refusing(answer, STATUS.operationNotSupported) : answer,
  );
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('a printer that calls IPP/2.0 a bad request, and does not repeat its number, is spoken to in 1.1', async () => {
  const counter = await createCounter();
  counter.simulator.alterAnswers((request, answer) =>
    request.version.major > 1 ? { ...refusing(answer, STATUS.badRequest), requestId: 0 } : answer,
  );
  counter.printer.open();
  await counter.until(() => counter.printer.health().state === 'ready');
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('a job that is told by its address only is watched to its end', async () => {
  const counter = await createReadyCounter();
  counter.simulator.alterAnswers((request, answer) =>
    isTo(request, 'Get-Jobs')
      ? answer
      : withJob(answer, (attributes) => {
          const id = attributes.find(({ name }) => name === 'job-id')?.values[0];
          const number = id?.type === 'integer' ? id.value : 0;
          const rest = attributes.filter(({ name }) => name !== 'job-id' && name !== 'job-uri');
          return [
            { name: 'job-uri', values: [{ type: 'uri', text: `ipp://printer/ipp/print/job-${number}` }] },
            ...rest,
          ];
        }),
  );
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('an answer about the one job asked for that leaves out its number is about that job', async () => {
  const counter = await createReadyCounter();
  counter.simulator.alterAnswers((request, answer) =>
    isTo(request, 'Get-Job-Attributes')
      ? withJob(answer, (attributes) => attributes.filter(({ name }) => name !== 'job-id'))
      : answer,
  );
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('an answer to Print-Job that cannot be read does not mean that nothing was taken: the job is looked for', async () => {
  const counter = await createReadyCounter();
  counter.simulator.setQuirks({ onlyPrintJob: true });
  counter.simulator.alterAnswers((request, answer) =>
    isTo(request, 'Print-Job') ? withJob(answer, () => []) : answer,
  );
  await counter.pass(11_000);
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(counter.simulator.papers()).toHaveLength(1);
});

test('an answer to Send-Document that cannot be read takes back no job that is being printed', async () => {
  const counter = await createReadyCounter();
  counter.simulator.alterAnswers((request, answer) =>
    isTo(request, 'Send-Document') ? { ...answer, requestId: 0 } : answer,
  );
  expect(await counter.print('d1')).toEqual(PRINTED);
});

test('HTTP 503 while the printer wakes up is busy, not refused', async () => {
  const counter = await createReadyCounter();
  let refusals = 3;
  counter.simulator.alterAnswers((request, answer) => (isTo(request, 'Validate-Job') && refusals-- > 0 ? 503 : answer));
  expect(await counter.print('d1')).toEqual(PRINTED);
  expect(refusals).toBeLessThan(3);
});
