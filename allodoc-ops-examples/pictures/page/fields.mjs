// Field options as a panel plugin registers them. The plugins themselves are part of Grafana's server and not of its npm
// packages; what they do with these options is in the packages.
import {
  FieldConfigOptionsRegistry,
  applyFieldOverrides,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';

const STANDARD = ['unit', 'min', 'max', 'decimals', 'displayName', 'color', 'noValue', 'links', 'mappings', 'thresholds'];
const CUSTOM = ['align', 'axisSoftMin', 'cellOptions', 'drawStyle', 'fillOpacity', 'filterable', 'inspect', 'lineWidth',
  'showPoints', 'spanNulls', 'stacking', 'thresholdsStyle', 'width'];

/** What a trend has where its dashboard says nothing: the panel plugin's own defaults. */
const TREND = { axisPlacement: 'auto', axisGridShow: true, gradientMode: 'none', lineInterpolation: 'linear', pointSize: 5,
  scaleDistribution: { type: 'linear' }, hideFrom: { legend: false, tooltip: false, viz: false }, stacking: { mode: 'none', group: 'A' } };

const registry = new FieldConfigOptionsRegistry();
for (const id of STANDARD) {
  registry.register(option(id, id, false));
}
for (const id of CUSTOM) {
  registry.register(option(`custom.${id}`, id, true));
}

function option(id, path, isCustom) {
  return { id, path, isCustom, name: id, process: (value) => value, shouldApply: () => true, override: null, editor: null, settings: {} };
}

/** Field options that a dashboard uses and that this page would ignore. */
export function unknownOptions({ defaults, overrides }) {
  const known = (id) => registry.getIfExists(id) !== undefined;
  const used = [
    ...Object.keys(defaults).filter((id) => id !== 'custom'),
    ...Object.keys(defaults.custom ?? {}).map((id) => `custom.${id}`),
    ...overrides.flatMap((override) => override.properties.map((property) => property.id)),
  ];
  return used.filter((id) => !known(id));
}

const { mergeTransformer, organizeFieldsTransformer, filterFieldsByNameTransformer, orderFieldsTransformer, renameFieldsTransformer } =
  standardTransformers;
// The last three are what organize is made of.
const TRANSFORMERS = [mergeTransformer, organizeFieldsTransformer, filterFieldsByNameTransformer, orderFieldsTransformer, renameFieldsTransformer];
standardTransformersRegistry.setInit(() =>
  TRANSFORMERS.map((transformation) => ({ id: transformation.id, name: transformation.name, transformation, editor: () => null })));

export async function prepare(panel, frames, theme) {
  const ctx = { interpolate: (text) => text };
  const shaped = panel.transformations?.length ? await lastValueFrom(transformDataFrame(panel.transformations, frames, ctx)) : frames;
  const defaults = { ...panel.fieldConfig.defaults };
  if (panel.type === 'timeseries') {
    defaults.custom = { ...TREND, ...defaults.custom };
  }
  return applyFieldOverrides({
    data: shaped,
    fieldConfig: { defaults, overrides: panel.fieldConfig.overrides },
    fieldConfigRegistry: panel.type === 'timeseries' ? withTrend() : registry,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
}

let trend;

function withTrend() {
  if (!trend) {
    trend = new FieldConfigOptionsRegistry(() => registry.list());
    for (const id of Object.keys(TREND).filter((each) => !CUSTOM.includes(each))) {
      trend.register(option(`custom.${id}`, id, true));
    }
  }
  return trend;
}
