import { ChildProcess } from 'node:child_process';

/**
 * Loaded first by the terminal (`node --import`): the terminal gives its children a clean environment, so what a test
 * needs in all of them is passed on here.
 */
const PASSED_ON = /^(NODE_OPTIONS|BT_TEST_\w+)$/;

interface Spawning {
  spawn(options: { envPairs?: string[] }): unknown;
}

const prototype = ChildProcess.prototype as unknown as Spawning;
const { spawn } = prototype;
prototype.spawn = function (options) {
  const passed = Object.entries(process.env).flatMap(([name, value]) =>
    PASSED_ON.test(name) && value !== undefined ? [`${name}=${value}`] : [],
  );
  return spawn.call(this, { ...options, envPairs: [...(options.envPairs ?? []), ...passed] });
};
