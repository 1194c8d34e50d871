// The tool itself must notice what it is there to notice.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const HERE = path.resolve(import.meta.dirname, '..');
const GOOD = JSON.parse(readFileSync(path.join(HERE, '../../dashboards/grafana/allodoc-redis.json'), 'utf8'));

let prometheus;
let folder;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'allodoc-draw-'));
  prometheus = createServer((request, response) => response.end(JSON.stringify(answer(new URL(request.url, 'http://x')))));
  await new Promise((resolve) => prometheus.listen(0, '127.0.0.1', resolve));
});

after(() => {
  prometheus.close();
  rmSync(folder, { recursive: true });
});

/** Every metric has one series, but the one called nothing; wrong is no query. */
function answer({ pathname, searchParams }) {
  const query = searchParams.get('query');
  if (query === 'wrong(') {
    return { status: 'error', error: 'parse error' };
  }
  const metric = { server: 'redis:6379', cmd: 'get', db: 'db0' };
  const start = Number(searchParams.get('start'));
  const values = Array.from({ length: 100 }, (_, i) => [start + i * Number(searchParams.get('step')), String(i)]);
  const series = pathname.endsWith('_range') ? { metric, values } : { metric, value: [Number(searchParams.get('time')), '1'] };
  return { status: 'success', data: { result: query === 'nothing' ? [] : [series] } };
}

async function draw(change) {
  const dashboard = structuredClone(GOOD);
  change(dashboard.panels.filter((panel) => panel.type !== 'row'));
  writeFileSync(path.join(folder, 'allodoc-tried.json'), JSON.stringify(dashboard));
  const args = ['draw.mjs', '--dashboards', folder, '--out', folder, '--prometheus', `http://127.0.0.1:${prometheus.address().port}`];
  return promisify(execFile)(process.execPath, args, { cwd: HERE }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }) => ({ code, stderr }),
  );
}

test('a good dashboard passes', async () => {
  assert.deepEqual(await draw(() => {}), { code: 0, stderr: '' });
});

const DEFECTS = [
  ['an empty panel', (panels) => (panels[0].targets[0].expr = 'nothing'), /"Redis" is empty/],
  ['a query that fails', (panels) => (panels[0].targets[0].expr = 'wrong('), /parse error/],
  ['a title that is too long', (panels) => (panels[1].title = 'Uptime since the last restart of the server process'), /is cut off/],
  ['an option that is not known', (panels) => (panels[0].fieldConfig.defaults.shiny = true), /option shiny is not known/],
  ['a plot without room', (panels) => (panels[8].gridPos.h = 3), /the plot is only/],
];

for (const [name, change, finding] of DEFECTS) {
  test(`${name} fails`, async () => {
    const { code, stderr } = await draw(change);
    assert.equal(code, 1);
    assert.match(stderr, finding);
  });
}
