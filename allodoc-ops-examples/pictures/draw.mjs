// Draws every dashboard, dark and light, from the stack's Prometheus (or another one), and fails when a panel is empty that
// should not be, cannot ask its query, or shows something cut off.
//
//   npm run draw -- [--prometheus http://HOST:9090] [--minutes 15] [--out docs/pictures] [--only redis] [--png]
//
// Without --minutes it draws all that the stack has, or the last hour of another server.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { bundle } from './bundle.mjs';
import { judge } from './judge.mjs';
import { serve } from './server.mjs';
import { STATE } from './state.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    prometheus: { type: 'string' },
    minutes: { type: 'string' },
    dashboards: { type: 'string', default: path.join(ROOT, 'dashboards/grafana') },
    out: { type: 'string', default: path.join(ROOT, 'docs/pictures') },
    only: { type: 'string', default: '' },
    png: { type: 'boolean', default: false },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const WIDTH = 1500;
const SCRAPE_INTERVAL = 5;
const BROWSER = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--hide-scrollbars', '--font-render-hinting=none'];

/** Where to ask, and since when there is something to be asked for. */
function source() {
  if (options.prometheus) {
    return { prometheus: options.prometheus.replace(/\/$/, ''), from: Date.now() - 3_600_000 };
  }
  if (!existsSync(STATE)) {
    throw new Error('no stack runs; start one with: npm run stack, or name a server with --prometheus');
  }
  return JSON.parse(readFileSync(STATE, 'utf8'));
}

/** A point every five pixels or so, on whole steps. */
function range(earliest) {
  const now = Date.now() / 1000;
  const seconds = options.minutes ? Number(options.minutes) * 60 : now - earliest / 1000;
  const step = Math.max(SCRAPE_INTERVAL, Math.ceil(seconds / 300 / SCRAPE_INTERVAL) * SCRAPE_INTERVAL);
  const to = Math.floor(now / step) * step;
  return { from: to - Math.floor(seconds / step) * step, to, step, scrapeInterval: SCRAPE_INTERVAL };
}

async function draw(page, dashboard, mode, times, file) {
  const reports = await page.evaluate((job) => window.draw(job), { dashboard, mode, width: WIDTH, range: times });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => window.isComplete());
  const overflow = new Map((await page.evaluate(() => window.overflow())).map((each) => [each.id, each.problems]));
  const height = await page.evaluate(() => Math.ceil(document.querySelector('footer').getBoundingClientRect().bottom));
  await page.setViewportSize({ width: WIDTH, height });
  await page.waitForFunction(() => window.isComplete());
  const session = await page.context().newCDPSession(page);
  const format = options.png ? { format: 'png' } : { format: 'webp', quality: 80 };
  const { data } = await session.send('Page.captureScreenshot', format);
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(file, bytes);
  return { bytes: bytes.length, reports: reports.map((report) => ({ ...report, problems: [...report.problems, ...overflow.get(report.id)] })) };
}

async function main() {
  mkdirSync(options.out, { recursive: true });
  await bundle();
  const { prometheus, from } = source();
  const times = range(from);
  const server = await serve(prometheus);
  const profile = mkdtempSync(path.join(tmpdir(), 'allodoc-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.browser, headless: true, chromiumSandbox: false, args: BROWSER, viewport: { width: WIDTH, height: 900 },
  });
  const findings = [];
  try {
    for (const name of readdirSync(options.dashboards).filter((each) => each.endsWith('.json') && each.includes(options.only)).sort()) {
      const dashboard = JSON.parse(readFileSync(path.join(options.dashboards, name), 'utf8'));
      for (const mode of ['dark', 'light']) {
        const picture = `${path.basename(name, '.json').replace('allodoc-', '')}-${mode}.${options.png ? 'png' : 'webp'}`;
        const page = await context.newPage();
        page.on('pageerror', (error) => findings.push(`${picture}: ${error.stack}`));
        await page.goto(`http://127.0.0.1:${server.address().port}/`);
        const { bytes, reports } = await draw(page, dashboard, mode, times, path.join(options.out, picture));
        await page.close();
        const problems = judge(reports);
        findings.push(...problems.map((problem) => `${picture}: ${problem}`));
        const drawn = reports.filter((report) => !report.isEmpty).length;
        console.log(`${picture}: ${drawn} of ${reports.length} panels with data, ${Math.round(bytes / 1000)} kB, ${problems.length} problems`);
      }
    }
  } finally {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
  findings.forEach((finding) => console.error(finding));
  process.exitCode = findings.length ? 1 : 0;
}

await main();
