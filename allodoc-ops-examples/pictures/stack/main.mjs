// Everything that the dashboards show, for real: PostgreSQL with a standby, Redis with a replica, containers, this machine,
// the exporter, Prometheus with the shipped rules, Alertmanager. Work goes on all the time, and incidents come as planned.
//
//   npm run stack -- [--minutes 15] [--jar FILE]
//
// Prints Prometheus's address when the history is long enough, and goes on until Ctrl-C.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Containers } from './containers.mjs';
import { Monitoring } from './monitoring.mjs';
import { Postgres } from './postgres.mjs';
import { Programs, pause } from './programs.mjs';
import { Redis } from './redis.mjs';
import { STATE } from '../state.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    jar: { type: 'string', default: path.join(ROOT, 'allodoc-ops-exporter/target/allodoc-ops-exporter.jar') },
  },
});

/** What happens when, in minutes after the start. */
const INCIDENTS = [
  [3, 'Redis is away for 100 seconds', (s) => s.redis.outage(100)],
  [4, 'a session goes idle in a transaction that holds a lock', (s) => s.postgres.session('forgotten', 'BEGIN', 'LOCK TABLE letters', '\\! sleep 86400')],
  [5, 'the backend uses all of its memory', (s) => s.containers.exhaustMemory('allodoc_backend_prod')],
  [6, 'a client waits for the lock', (s) => s.postgres.session('waiting', 'SELECT count(*) FROM letters')],
  [7, 'thirty more clients come and stay', (s) => s.postgres.crowd(30)],
  [8, 'the backend crashes', (s) => s.containers.crash('allodoc_backend_prod')],
  [9, 'Redis is asked for its largest keys', (s) => s.redis.ask('DEBUG SLEEP 0.3')],
];

async function main() {
  if (!existsSync(options.jar)) {
    throw new Error(`${options.jar} is not there; build it: mvn -q -DskipTests package`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'allodoc-pictures-'));
  chmodSync(folder, 0o755);
  const programs = new Programs(folder);
  const end = async (code) => {
    rmSync(STATE, { force: true });
    await programs.stop();
    unmount(folder);
    rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  };
  process.on('SIGINT', () => end(0)).on('SIGTERM', () => end(0));
  try {
    await run(programs, folder, Number(options.minutes));
  } catch (error) {
    console.error(error.message, error.stderr ?? '', `\nLogs were in ${folder}; keep them with KEEP=1.`);
    await (process.env.KEEP ? programs.stop().then(() => process.exit(1)) : end(1));
  }
}

/** What an engine that had to be killed left mounted. */
function unmount(folder) {
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [, place] = line.split(' ');
    if (place?.startsWith(`${folder}/`)) {
      execFileSync('umount', ['--lazy', place]);
    }
  }
}

async function run(programs, folder, minutes) {
  const say = (what) => console.log(`${new Date().toISOString().slice(11, 19)} ${what}`);
  say(`starting; logs in ${folder}`);
  const stack = {};
  stack.containers = await Containers.start(programs, folder);
  stack.postgres = await Postgres.start(programs, folder);
  stack.redis = await Redis.start(programs);
  stack.monitoring = await Monitoring.start(programs, folder, { ...stack, jar: options.jar, rules: path.join(ROOT, 'dashboards/prometheus/rules/native') });
  stack.postgres.work();
  stack.redis.work();
  say(`Prometheus gathers history at ${stack.monitoring.address}`);
  mkdirSync(path.dirname(STATE), { recursive: true });
  const from = Date.now();
  writeFileSync(STATE, JSON.stringify({ prometheus: stack.monitoring.address, from }));
  for (const [minute, what, happens] of INCIDENTS.filter(([minute]) => minute < minutes)) {
    await pause(Math.max(0, from / 1000 + minute * 60 - Date.now() / 1000));
    say(what);
    Promise.resolve(happens(stack)).catch((error) => say(`${what}: ${error.message}`));
  }
  await pause(Math.max(0, from / 1000 + minutes * 60 - Date.now() / 1000));
  say('ready; draw with: npm run draw. Ctrl-C ends everything.');
  await new Promise(() => {});
}

await main();
