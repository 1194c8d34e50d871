// A dashboard as Grafana lays it out, every row open.
import { DashboardCursorSync, EventBusSrv, ThemeContext, createTheme } from '@grafana/data';
import { GlobalStyles, PanelChrome, PanelContextProvider } from '@grafana/ui';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Queries } from './data.mjs';
import { prepare, unknownOptions } from './fields.mjs';
import { findOverflow, watchCanvases } from './overflow.mjs';
import { Visualization, isEmpty } from './panels.jsx';
import './page.css';

// Grafana's grid: 24 columns, rows of 30 pixels, 8 between.
const CELL = 30;
const GAP = 8;
const MARGIN = 16;

function place({ x, y, w, h }, top, width) {
  const column = (width - 2 * MARGIN + GAP) / 24;
  return { left: MARGIN + x * column, top: top + y * (CELL + GAP), width: w * column - GAP, height: h * (CELL + GAP) - GAP };
}

/** Rows with their panels, whether Grafana keeps them inside (closed) or behind (open). */
function rowsOf(dashboard) {
  const rows = [];
  for (const panel of dashboard.panels) {
    if (panel.type === 'row') {
      rows.push({ title: panel.title, panels: [...panel.panels] });
    } else {
      rows.at(-1).panels.push(panel);
    }
  }
  return rows;
}

const context = { eventBus: new EventBusSrv(), eventsScope: 'picture', sync: () => DashboardCursorSync.Off };

function Board({ dashboard, rows, data, theme, range, width }) {
  let top = 64;
  return (
    <ThemeContext.Provider value={theme}>
      <PanelContextProvider value={context}>
        <GlobalStyles />
        <header>
          <b>{dashboard.title}</b>
          <span>{dashboard.description}</span>
        </header>
        {rows.map((row) => {
          const first = Math.min(...row.panels.map((panel) => panel.gridPos.y));
          const start = top + 36;
          const places = row.panels.map((panel) => place({ ...panel.gridPos, y: panel.gridPos.y - first }, start, width));
          const title = <h2 key={row.title} style={{ top, left: MARGIN }}>{row.title}</h2>;
          top = Math.max(...places.map((spot) => spot.top + spot.height)) + GAP;
          return [title, ...row.panels.map((panel, i) => (
            <section key={panel.id} data-panel={panel.id} data-type={panel.type} style={places[i]}>
              <PanelChrome title={panel.title} description={panel.description} width={places[i].width} height={places[i].height}>
                {(width, height) => <Visualization panel={panel} frames={data.get(panel.id)} theme={theme} range={range} width={width} height={height} />}
              </PanelChrome>
            </section>
          ))];
        })}
        <footer style={{ top }}>Drawn with Grafana's components (@grafana/ui 11.6) from live data; not a Grafana server.</footer>
      </PanelContextProvider>
    </ThemeContext.Provider>
  );
}

watchCanvases();

/** Plots measure their labels when they are made: the font must be there before. */
async function loadFonts() {
  const faces = [['400', 'Regular'], ['500', 'Medium']].map(([weight, name]) =>
    new FontFace('Inter', `url(/public/fonts/inter/Inter-${name}.woff2)`, { weight }));
  for (const face of await Promise.all(faces.map((each) => each.load()))) {
    document.fonts.add(face);
  }
}

/** Draws, and tells what every panel got. */
window.draw = async ({ dashboard, mode, range, width }) => {
  const theme = createTheme({ colors: { mode } });
  await loadFonts();
  const queries = new Queries(range);
  const rows = rowsOf(dashboard);
  const panels = rows.flatMap((row) => row.panels);
  const data = new Map();
  const reports = await Promise.all(panels.map(async (panel) => {
    const report = { id: panel.id, title: panel.title, problems: unknownOptions(panel.fieldConfig).map((id) => `option ${id} is not known here`) };
    data.set(panel.id, []);
    try {
      const frames = await prepare(panel, await queries.frames(panel), theme);
      data.set(panel.id, frames);
      return { ...report, series: frames.length, isEmpty: isEmpty(panel, frames), noValue: panel.fieldConfig.defaults.noValue };
    } catch (error) {
      return { ...report, series: 0, isEmpty: true, problems: [...report.problems, error.message] };
    }
  }));
  const root = createRoot(document.getElementById('board'));
  flushSync(() => root.render(<Board dashboard={dashboard} rows={rows} data={data} theme={theme} range={queries.range} width={width} />));
  return reports;
};

/** What does not fit, by panel. */
window.overflow = () =>
  [...document.querySelectorAll('section')].map((section) => ({ id: Number(section.dataset.panel), problems: findOverflow(section) }));

/** Whether every panel has the icon that its description has. Icons come one by one. */
window.isComplete = () =>
  [...document.querySelectorAll('section')].every((section) => section.querySelector('svg'));
