// A board as Grafana's components draw it. What is to be drawn is in window.BOARD: see tests/grafana/drawing.py.
import React from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { FieldType, applyFieldOverrides, createTheme, dateTime, getDisplayProcessor, toDataFrame } from '@grafana/data';
import {
  BarGauge,
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GlobalStyles,
  PanelChrome,
  ThemeContext,
  TimeSeries,
} from '@grafana/ui';

const COLUMN = 64;
const HEIGHT = 260;
const theme = createTheme({ colors: { mode: 'light' } });

function framesOf(panel) {
  const config = {
    unit: panel.unit,
    min: 0,
    thresholds: { mode: 'absolute', steps: panel.thresholds.map((step) => ({ ...step, value: step.value ?? -Infinity })) },
    color: { mode: panel.type === 'timeseries' ? 'palette-classic' : 'thresholds' },
    custom: { lineWidth: 1, fillOpacity: panel.stacked ? 40 : 0, showPoints: 'never', drawStyle: 'line', ...stackedOf(panel) },
  };
  const frames = panel.series.map((series) =>
    toDataFrame({
      name: series.name,
      fields: [
        { name: 'Time', type: FieldType.time, values: series.times },
        { name: 'Value', type: FieldType.number, values: series.values, config: { displayNameFromDS: series.name } },
      ],
    })
  );
  const fieldConfig = { defaults: config, overrides: [] };
  const drawn = applyFieldOverrides({ data: frames, fieldConfig, theme, replaceVariables: (text) => text, timeZone: 'utc' });
  // The registry of options is Grafana's, not its components': custom options are put where it would put them.
  for (const frame of drawn) {
    for (const field of frame.fields.filter((each) => each.type === FieldType.number)) {
      field.config = { ...field.config, ...config, displayNameFromDS: frame.name };
      field.display = getDisplayProcessor({ field, theme, timeZone: 'utc' });
    }
  }
  return drawn;
}

function stackedOf(panel) {
  return panel.stacked ? { stacking: { mode: 'normal', group: 'A' } } : {};
}

function last(frame) {
  const field = frame.fields[1];
  const value = field.values[field.values.length - 1];
  return { field, shown: { ...field.display(value), title: frame.name } };
}

function Lines({ panel, width, height }) {
  const range = { from: dateTime(panel.from), to: dateTime(panel.to), raw: { from: '', to: '' } };
  const legend = { displayMode: 'list', placement: 'bottom', calcs: [], showLegend: true };
  return <TimeSeries frames={framesOf(panel)} width={width} height={height} timeRange={range} timeZone="utc" legend={legend} />;
}

function Numbers({ panel, width, height }) {
  const frames = framesOf(panel);
  return (
    <div style={{ display: 'flex' }}>
      {frames.map((frame) => (
        <BigValue
          key={frame.name}
          value={last(frame).shown}
          theme={theme}
          width={width / frames.length}
          height={height}
          colorMode={BigValueColorMode.Value}
          graphMode={BigValueGraphMode.None}
          textMode={frames.length > 1 ? BigValueTextMode.ValueAndName : BigValueTextMode.Value}
        />
      ))}
    </div>
  );
}

function Bars({ panel, width, height }) {
  const frames = framesOf(panel).slice(0, 10);
  const largest = Math.max(1e-9, ...frames.map((frame) => last(frame).shown.numeric || 0));
  return frames.map((frame) => {
    const { field, shown } = last(frame);
    return (
      <BarGauge
        key={frame.name}
        value={shown}
        field={{ ...field.config, max: largest }}
        display={field.display}
        theme={theme}
        width={width}
        height={Math.min(40, height / frames.length)}
        orientation="horizontal"
        displayMode="basic"
        itemSpacing={8}
      />
    );
  });
}

const SHAPES = { timeseries: Lines, stat: Numbers, bargauge: Bars };

function Panel({ panel }) {
  const Shape = SHAPES[panel.type];
  return (
    <div style={{ width: panel.width * COLUMN, padding: 4, boxSizing: 'border-box' }}>
      <PanelChrome title={panel.title} width={panel.width * COLUMN - 8} height={HEIGHT} padding="md">
        {(width, height) => <Shape panel={panel} width={width} height={height} />}
      </PanelChrome>
    </div>
  );
}

function Board({ board }) {
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div style={{ width: 24 * COLUMN, boxSizing: 'content-box', background: theme.colors.background.canvas, padding: 8, fontFamily: 'sans-serif' }}>
        <h2 style={{ margin: 8 }}>{board.title}</h2>
        {board.rows.map((row) => (
          <section key={row.title}>
            <h4 style={{ margin: '12px 8px 4px' }}>{row.title}</h4>
            <div style={{ display: 'flex', flexWrap: 'wrap' }}>
              {row.panels.map((panel) => (
                <Panel key={panel.title} panel={panel} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </ThemeContext.Provider>
  );
}

createRoot(document.getElementById('board')).render(<Board board={window.BOARD} />);
