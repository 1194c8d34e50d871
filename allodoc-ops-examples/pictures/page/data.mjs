// What Grafana's Prometheus data source does: a target becomes a query, and its answer becomes data frames.
import { FieldType, toDataFrame } from '@grafana/data';

/** Queries of one picture: the dashboard's variables chosen to be all, over this range. */
export class Queries {
  constructor({ from, to, step, scrapeInterval }) {
    this.range = { from, to, step };
    // Grafana's own: at least four scrapes, so that a lost one leaves no hole.
    this.rateInterval = `${Math.max(4 * scrapeInterval, step + scrapeInterval)}s`;
  }

  async frames(panel) {
    const answers = await Promise.all(panel.targets.map((target) => this.#ask(target)));
    const isTable = (target) => target.format === 'table';
    return panel.targets.flatMap((target, i) =>
      isTable(target) ? [table(target, answers[i], panel.targets.length)] : answers[i].map((series) => frame(target, series, this.range)));
  }

  async #ask(target) {
    const { from, to, step } = this.range;
    const query = expand(target.expr, this.rateInterval);
    const parameters = target.instant ? { query, time: to } : { query, start: from, end: to, step };
    const response = await fetch(`/prometheus/api/v1/query${target.instant ? '' : '_range'}?${new URLSearchParams(parameters)}`);
    const answer = await response.json();
    if (answer.status !== 'success') {
      throw new Error(`${answer.error}, in ${query}`);
    }
    return answer.data.result;
  }
}

function expand(expression, rateInterval) {
  return expression.replaceAll('$__rate_interval', rateInterval).replaceAll(/=~"\$\w+"/g, '=~".*"');
}

function frame(target, series, range) {
  const samples = series.values ? spread(series.values, range) : [[series.value[0], series.value[1]]];
  return toDataFrame({
    refId: target.refId,
    name: legend(target, series.metric),
    fields: [
      { name: 'Time', type: FieldType.time, values: samples.map(([time]) => time * 1000), config: {} },
      {
        name: 'Value',
        type: FieldType.number,
        values: samples.map(([, value]) => number(value)),
        labels: series.metric,
        config: { displayNameFromDS: legend(target, series.metric) },
      },
    ],
  });
}

/** Prometheus leaves out what it has not; a line must break there. */
function spread(values, { from, to, step }) {
  const known = new Map(values.map(([time, value]) => [Math.round((time - from) / step), value]));
  const steps = Math.floor((to - from) / step) + 1;
  return Array.from({ length: steps }, (_, i) => [from + i * step, known.get(i) ?? null]);
}

function table(target, result, targets) {
  const labels = [...new Set(result.flatMap((series) => Object.keys(series.metric)))].sort();
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map((series) => series.value[0] * 1000), config: {} },
      ...labels.map((label) => ({ name: label, type: FieldType.string, values: result.map((s) => s.metric[label] ?? ''), config: {} })),
      {
        name: targets > 1 ? `Value #${target.refId}` : 'Value',
        type: FieldType.number,
        values: result.map((series) => number(series.value[1])),
        config: {},
      },
    ],
  });
}

function legend(target, labels) {
  const format = target.legendFormat;
  if (!format || format === '__auto') {
    const pairs = Object.entries(labels).filter(([name]) => name !== '__name__');
    return pairs.length ? `{${pairs.map(([name, value]) => `${name}="${value}"`).join(', ')}}` : target.expr;
  }
  return format.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => labels[name] ?? '').trim();
}

function number(text) {
  if (text === null) {
    return null;
  }
  return { '+Inf': Infinity, '-Inf': -Infinity }[text] ?? Number(text);
}
