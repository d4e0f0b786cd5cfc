// Draws what the server computed: a spec holds an ECharts option with tokens ("@ink", "@hue:email", "@decal:dots", "@axis:money"),
// a table (the chart's twin and CSV) and, where it differs, the figures of the tooltip. Hover, twin and CSV need no server.
import { delta, el, swatch, writer } from './figures.js';
import { download, fillTwin, toggleTwin } from './twin.js';

const charts = new Map();

// Buttons that were pressed before their chart was there.
const early = new Map();
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
let library;

export async function draw(id, element, libraryUrl, spec) {
  const chart = charts.get(id) ?? { id, element, observer: new ResizeObserver(() => resized(chart)) };
  const first = !charts.has(id);
  charts.set(id, Object.assign(chart, { spec, write: writer(spec.formats) }));
  pressEarly(chart);
  if (!spec.option) {
    element.dataset.ready = 'true';
    fillTwin(chart);
    return;
  }

  chart.echarts ??= await (library ??= import(libraryUrl));
  await document.fonts.ready;
  if (!element.isConnected || chart.spec !== spec) {
    return;
  }

  paint(chart);
  fillTwin(chart);
  if (first) {
    chart.observer.observe(element);
  }
}

export function dispose(id) {
  const chart = charts.get(id);
  charts.delete(id);
  early.delete(id);
  chart?.observer.disconnect();
  chart?.instance?.dispose();
}

new MutationObserver(() => charts.forEach((chart) => chart.instance && paint(chart)))
  .observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-twin], [data-csv]');
  const id = button?.dataset.twin ?? button?.dataset.csv;
  if (charts.has(id)) {
    press(charts.get(id), button);
  } else if (id) {
    early.set(id, button);
  }
});

function press(chart, button) {
  if (button.dataset.csv) {
    download(chart);
  } else {
    toggleTwin(chart, button);
    resized(chart);
  }
}

function pressEarly(chart) {
  const button = early.get(chart.id);
  early.delete(chart.id);
  if (button?.isConnected) {
    press(chart, button);
  }
}

function resized(chart) {
  const width = chart.element.clientWidth;
  if (chart.spec.option && width > 0 && Math.abs(width - chart.width) > 1) {
    paint(chart);
  }
}

function paint(chart) {
  const { element, spec } = chart;
  chart.width = element.clientWidth;
  if (chart.width === 0) {
    return;
  }

  chart.instance?.dispose();
  element.querySelector('.endlabels')?.remove();
  chart.instance = chart.echarts.init(element, null, { renderer: 'svg' });
  const look = tokens();
  const option = resolve(spec.option, look, chart);
  const labelled = spec.endLabels?.length > 0 && chart.width >= 600;
  option.grid = { ...option.grid, outerBoundsMode: 'none', ...(labelled ? { right: 168 } : {}) };
  option.tooltip = tooltip(chart, look);
  chart.instance.setOption({
    animation: false,
    stateAnimation: { duration: reducedMotion.matches ? 0 : 120 },
    textStyle: { fontFamily: look('--font'), fontSize: 12, color: look('--ink-2') },
    ...option,
  });
  if (labelled) {
    endLabels(chart);
  }
}

function tokens() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function resolve(value, look, chart) {
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? value : value.map((item) => resolve(item, look, chart));
  }

  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null).map(([key, item]) => [key, resolve(item, look, chart)]));
  }

  if (typeof value !== 'string' || value[0] !== '@') {
    return value;
  }

  const [name, argument] = value.slice(1).split(':');
  switch (name) {
    case 'hue': return look('--c-' + argument);
    case 'veil': return look('--' + argument) + 'd0';
    case 'decal': return decal(argument, look('--texture'));
    case 'axis': return (number) => chart.write.axis(argument, number);
    case 'ticks': return (index) => chart.spec.ticks.includes(index);
    case 'font': return look('--font');
    default: return look('--' + name);
  }
}

function decal(texture, color) {
  switch (texture) {
    case 'stripes': return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4, color };
    case 'dots': return { symbol: 'circle', symbolSize: .9, dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0], color };
    case 'lines': return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0, color };
    case 'cross': return { symbol: 'rect', dashArrayX: [[1, 0], [1, 0]], dashArrayY: [1.4, 3.2], rotation: Math.PI / 4, color };
    default: return undefined;
  }
}

function tooltip(chart, look) {
  const { spec } = chart;
  const figures = spec.tip ?? spec.table;
  return {
    trigger: spec.byItem ? 'item' : 'axis',
    className: 'tip', backgroundColor: look('--raised'), borderWidth: 0, confine: true, transitionDuration: 0,
    textStyle: { color: look('--ink'), fontFamily: look('--font'), fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: look('--border'), width: 1, type: 'solid' } },
    formatter: (hit) => spec.byItem ? itemTip(figures, hit, chart.write) : axisTip(figures, hit[0].dataIndex, chart.write),
  };
}

function axisTip(figures, row, write) {
  const total = figures.columns.find((column) => column.role === 'total')?.values[row];
  const body = el('tbody');
  const parts = figures.columns.filter((column) => column.role === 'part').reverse();
  for (const column of [...parts, ...figures.columns.filter((column) => column.role !== 'part')]) {
    const value = column.values[row];
    if (value === null || value === undefined) {
      continue;
    }

    const aside = column.role === 'compare' ? delta(total, value, write) : column.role === 'part' && total > 0 ? write.rate(value / total) : '';
    body.append(el('tr', { className: column.role }, el('td', {}, swatch(column), ' ' + column.name), el('td', {}, write.full(column.unit, value)), el('td', {}, aside)));
  }

  return el('div', {}, el('div', { className: 'h' }, figures.rows[row]), el('table', {}, body));
}

// Of a flow: a node by its name, a band by its row of the table.
function flowTip(figures, hit, write) {
  const [name, value] = hit.dataType === 'node' ? [hit.data.title, hit.value] : [figures.rows[hit.dataIndex], figures.columns[0].values[hit.dataIndex]];
  return el('div', {}, el('div', { className: 'h' }, name), `${write.full('count', value)} ${figures.columns[0].name.toLowerCase()}`);
}

function itemTip(figures, hit, write) {
  if (hit.dataType) {
    return flowTip(figures, hit, write);
  }

  const column = figures.columns[hit.seriesIndex];
  const value = column.values[hit.dataIndex];
  const total = figures.columns.reduce((sum, other) => sum + (other.role === 'part' ? other.values[hit.dataIndex] ?? 0 : 0), 0);
  return el('div', {}, el('div', { className: 'h' }, figures.rows[hit.dataIndex]), swatch(column),
    ` ${column.name} ${write.full(column.unit, value)}${total > 0 ? ' · ' + write.rate(value / total) : ''}`);
}

// Labels at the right end of stacked bands, moved apart so that none overlap.
function endLabels(chart) {
  const height = chart.element.clientHeight;
  const least = 19;
  const labels = chart.spec.endLabels
    .map((label) => ({ ...label, y: chart.instance.convertToPixel({ yAxisIndex: 0 }, label.at) }))
    .sort((a, b) => a.y - b.y);
  for (let round = 0; round < 40; round++) {
    for (let i = 1; i < labels.length; i++) {
      const overlap = least - (labels[i].y - labels[i - 1].y);
      if (overlap > 0) {
        labels[i].y = Math.min(labels[i].y + overlap / 2, height - 12);
        labels[i - 1].y = Math.max(labels[i - 1].y - overlap / 2, 9);
      }
    }
  }

  chart.element.append(el('div', { className: 'endlabels', ariaHidden: 'true' }, ...labels.map((label) => {
    const line = el('div', {}, swatch(label), el('span', {}, label.name), el('b', {}, label.text));
    line.style.top = `${(label.y - 9).toFixed(1)}px`;
    return line;
  })));
}
