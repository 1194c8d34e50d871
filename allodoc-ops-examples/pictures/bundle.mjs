// Makes the page's bundle.
import path from 'node:path';
import { build } from 'esbuild';

const HERE = import.meta.dirname;

/**
 * CommonJS packages with a default export that Grafana's modules import. A bundler that follows Node's rules hands them the
 * whole module instead; the packages were made for bundlers that unwrap it.
 */
const WRAPPED = /^(react-custom-scrollbars-2|react-use\/lib\/\w+|react-loading-skeleton|calculate-size|react-select|rc-tooltip|@monaco-editor\/react)$/;

const unwrap = {
  name: 'unwrap',
  setup(builder) {
    builder.onResolve({ filter: WRAPPED }, async ({ path: name, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === unwrap || !importer.includes('@grafana')) {
        return undefined;
      }
      const found = await builder.resolve(name, { kind, importer, resolveDir, pluginData: unwrap });
      return { path: found.path, namespace: 'unwrapped' };
    });
    builder.onLoad({ filter: /.*/, namespace: 'unwrapped' }, ({ path: file }) => ({
      contents: `export { default } from ${JSON.stringify(file)};\nexport * from ${JSON.stringify(file)};\n`,
      resolveDir: path.dirname(file),
    }));
  },
};

export async function bundle() {
  await build({
    entryPoints: [path.join(HERE, 'page/main.jsx')],
    outfile: path.join(HERE, 'target/bundle.js'),
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    minify: true,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: { '.svg': 'dataurl', '.ttf': 'empty' },
    plugins: [unwrap],
  });
}
