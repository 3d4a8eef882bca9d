// Tables whose rows become blocks of names and values on a narrow page.

import { h } from './dom.js';

/**
 * A table. `columns` are titles, or {title, class, isUnseen}; null and false are left out, as are the cells in their
 * places. Only screen readers read a title that is unseen.
 * Each row is an array of cells, and a cell is a node, a text or an array of them. The first cell names the row.
 */
export function table(columns, rows, { class: name } = {}) {
    const shown = columns
        .map((column, index) => column && { index, ...(typeof column === 'string' ? { title: column } : column) })
        .filter(Boolean);
    const cell = (column, place, content) => h(place ? 'td' : 'th', {
        role: place ? 'cell' : 'rowheader', scope: place ? null : 'row', class: column.class,
        data: { title: column.isUnseen ? '' : column.title },
    }, content);
    const row = cells => h('tr', { role: 'row' }, shown.map((column, place) => cell(column, place, cells[column.index])));
    const head = column => h('th', { role: 'columnheader', scope: 'col', class: column.class },
        column.isUnseen ? h('span.visually-hidden', column.title) : column.title);
    const body = h('tbody', { role: 'rowgroup' }, rows.map(row));
    // Explicit roles: a browser drops those of elements that are not laid out as a table.
    const element = h('div.scroll', h('table.stacking', { role: 'table', class: name },
        h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, shown.map(head))),
        body));
    return { element, append: more => body.append(...more.map(row)) };
}
