// Each panel type, drawn by the component that Grafana draws it with.
import { VizOrientation, dateTime, getDisplayValueAlignmentFactors, getFieldDisplayValues, renderMarkdown } from '@grafana/data';
import { BarGauge, BigValue, Table, TimeSeries, TooltipPlugin, VizRepeater } from '@grafana/ui';

const same = (text) => text;

function displayValues(panel, frames, theme, sparkline) {
  return getFieldDisplayValues({
    data: frames, fieldConfig: panel.fieldConfig, reduceOptions: panel.options.reduceOptions, replaceVariables: same,
    sparkline, theme, timeZone: 'utc',
  });
}

function Stat({ panel, frames, theme, width, height }) {
  const { options } = panel;
  const values = () => displayValues(panel, frames, theme, options.graphMode !== 'none');
  return (
    <VizRepeater source={frames} renderCounter={0} getValues={values} width={width} height={height} itemSpacing={3}
      orientation={options.orientation}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      autoGrid
      renderValue={({ value, width, height, count, alignmentFactors }) => (
        <BigValue value={value.display} count={count} sparkline={value.sparkline} colorMode={options.colorMode} graphMode={options.graphMode}
          justifyMode={options.justifyMode} textMode={options.textMode} alignmentFactors={alignmentFactors} wideLayout={options.wideLayout}
          width={width} height={height} theme={theme} />
      )} />
  );
}

function Bars({ panel, frames, theme, width, height }) {
  const { options } = panel;
  return (
    <VizRepeater source={frames} renderCounter={0} getValues={() => displayValues(panel, frames, theme, false)} width={width} height={height}
      itemSpacing={10} orientation={options.orientation} minVizHeight={options.minVizHeight} minVizWidth={options.minVizWidth}
      maxVizHeight={options.maxVizHeight}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width, height, alignmentFactors }) => (
        <BarGauge value={value.display} field={value.field} display={value.view?.getFieldDisplayProcessor(value.colIndex)} width={width}
          height={height} orientation={options.orientation ?? VizOrientation.Horizontal} theme={theme} displayMode={options.displayMode}
          itemSpacing={2} lcdCellWidth={12} showUnfilled={options.showUnfilled} valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement} alignmentFactors={alignmentFactors} />
      )} />
  );
}

function Trend({ panel, frames, range, width, height }) {
  const timeRange = { from: dateTime(range.from * 1000), to: dateTime(range.to * 1000), raw: { from: 'now-15m', to: 'now' } };
  return (
    <TimeSeries frames={frames} structureRev={1} width={width} height={height} timeRange={timeRange} timeZone="utc" legend={panel.options.legend}>
      {(config) => <TooltipPlugin config={config} data={frames[0]} mode="none" timeZone="utc" />}
    </TimeSeries>
  );
}

function Rows({ panel, frames, width, height }) {
  return (
    <Table data={frames[0]} width={width} height={height} initialSortBy={panel.options.sortBy} cellHeight={panel.options.cellHeight}
      fieldConfig={panel.fieldConfig} timeRange={null} />
  );
}

function Words({ panel }) {
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: renderMarkdown(panel.options.content) }} />;
}

/** What Grafana shows in the middle of a trend or table without data. */
function Nothing({ panel, height }) {
  return <div className="nothing" style={{ height }}>{panel.fieldConfig.defaults.noValue ?? 'No data'}</div>;
}

const KINDS = { stat: Stat, bargauge: Bars, timeseries: Trend, table: Rows, text: Words };

export function isEmpty(panel, frames) {
  return panel.type !== 'text' && !frames.some((frame) => frame.fields.some((field) => field.type === 'number' && field.values.some((v) => v !== null)));
}

export function Visualization(props) {
  const { panel, frames } = props;
  const Kind = KINDS[panel.type];
  if (!Kind) {
    throw new Error(`panel type ${panel.type} of "${panel.title}" is not known here; teach page/panels.jsx`);
  }
  const isSilent = isEmpty(panel, frames) && (panel.type === 'timeseries' || panel.type === 'table');
  return isSilent ? <Nothing {...props} /> : <Kind {...props} />;
}
