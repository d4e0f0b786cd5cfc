// The chart as a table, and the same data as CSV.
import { el } from './figures.js';

export function toggleTwin(chart, button) {
  const twin = document.getElementById(chart.id + '-twin');
  const shown = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(shown));
  twin.style.height = `${chart.element.offsetHeight || parseInt(twin.style.height) || 320}px`;
  twin.hidden = !shown;
  chart.element.hidden = shown;
  fillTwin(chart);
}

export function fillTwin(chart) {
  const twin = document.getElementById(chart.id + '-twin');
  if (!twin || twin.hidden) {
    return;
  }

  const { corner, rows, columns } = totalFirst(chart.spec.table);
  const head = el('tr', {}, ...[corner, ...columns.map((column) => column.name)].map((name) => el('th', { scope: 'col' }, name)));
  const body = rows.map((row, i) => el('tr', {}, el('th', { scope: 'row' }, row), ...columns.map((column) => el('td', {}, chart.write.full(column.unit, column.values[i])))));
  twin.replaceChildren(el('table', { className: 'tbl dense' }, el('caption', { className: 'vh' }, chart.spec.summary), el('thead', {}, head), el('tbody', {}, ...body)));
}

function totalFirst(table) {
  return { ...table, columns: [...table.columns].sort((a, b) => (b.role === 'total') - (a.role === 'total')) };
}

export function download(chart) {
  const { corner, rows, columns } = totalFirst(chart.spec.table);
  // A spreadsheet takes a cell that starts so for a formula.
  const cell = (text) => /[",\n;]/.test(text) || /^[=+\-@\t\r]/.test(text) ? `"${(/^[=+\-@\t\r]/.test(text) ? "'" : '') + text.replaceAll('"', '""')}"` : text;
  const lines = [[corner, ...columns.map((column) => column.name)].map(cell), ...rows.map((row, i) => [cell(row), ...columns.map((column) => chart.write.plain(column.unit, column.values[i]))])];
  const link = el('a', { href: URL.createObjectURL(new Blob(['\ufeff' + lines.map((line) => line.join(',')).join('\r\n')], { type: 'text/csv' })), download: chart.spec.file + '.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
