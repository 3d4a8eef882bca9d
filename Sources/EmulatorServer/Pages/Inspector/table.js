// Tables whose rows become blocks of names and values on a narrow page.

import { h } from './dom.js';

/**
 * A table. `columns` are titles, or {title, class}; null and false are left out, as are the cells in their places.
 * Each row is an array of cells, and a cell is a node, a text or an array of them. The first cell names the row.
 */
export function table(columns, rows, { class: name } = {}) {
    const shown = columns.map((column, index) => column && { index, ...(column.title === undefined ? { title: column } : column) }).filter(Boolean);
    const body = h('tbody', { role: 'rowgroup' });
    const append = more => body.append(...more.map(cells => h('tr', { role: 'row' }, shown.map((column, place) => (
        h(place ? 'td' : 'th', { role: place ? 'cell' : 'rowheader', scope: place ? null : 'row', class: column.class, data: { title: column.title } }, cells[column.index])
    )))));
    append(rows);
    // Explicit roles: a browser drops those of elements that are not laid out as a table.
    const element = h('div.scroll', h('table.stacking', { role: 'table', class: name },
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, shown.map(column => h('th', { role: 'columnheader', scope: 'col', class: column.class }, column.title)))),
        body));
    return { element, append };
}
