// Serves the page, and Prometheus under the same origin.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const HERE = import.meta.dirname;
const FONTS = path.join(HERE, 'node_modules/@fontsource/inter/files');
const ICONS = path.join(HERE, 'node_modules/@grafana/ui/dist/public/img/icons');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

const FILES = [
  [/^\/$/, () => path.join(HERE, 'page/index.html')],
  [/^\/(bundle\.(?:js|css))$/, (name) => path.join(HERE, 'target', name)],
  [/^\/public\/fonts\/inter\/Inter-(Regular|Medium)\.woff2$/, (weight) => path.join(FONTS, `inter-latin-${weight === 'Medium' ? 500 : 400}-normal.woff2`)],
  [/^\/public\/img\/icons\/([\w/-]+\.svg)$/, (name) => path.join(ICONS, name)],
];

/** @returns {Promise<import('node:http').Server>} on a port that was free */
export function serve(prometheus) {
  const server = createServer(async (request, response) => {
    try {
      if (request.url.startsWith('/prometheus/')) {
        const answer = await fetch(prometheus + request.url.slice('/prometheus'.length));
        response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
        return;
      }
      const file = fileOf(request.url);
      const bytes = file && (await readFile(file));
      response.writeHead(file ? 200 : 404, { 'Content-Type': TYPES[path.extname(file ?? '')] ?? 'text/plain' }).end(bytes ?? '');
    } catch (error) {
      response.writeHead(error.code === 'ENOENT' ? 404 : 502).end(error.message);
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function fileOf(url) {
  for (const [pattern, file] of FILES) {
    const match = pattern.exec(url);
    if (match) {
      return file(match[1]);
    }
  }
  return null;
}
