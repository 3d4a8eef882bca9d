// Parts that the details of requests, events and deliveries share.

import { code, copyButton, h, json } from './dom.js';
import { deliveryBadges } from './lines.js';
import { bytes, moment } from './text.js';

/** A part with a heading that can be closed. */
export function section(title, content, { note = null, open = true } = {}) {
    return h('details.part', { open },
        h('summary', h('h2', title), note === null ? null : h('span.part-note', note)),
        h('div.part-body', content));
}

/** Names with values; rows without a value are left out. */
export function facts(rows) {
    return h('dl.facts', rows.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) =>
        [h('dt', name), h('dd', { dir: 'auto' }, value)]));
}

/** An instant on the clock of its world. */
export function instant(iso) {
    return iso ? h('time', { datetime: iso, title: iso }, `${moment(iso)} UTC`) : null;
}

/** The headers of a message. */
export function headers(fields) {
    const entries = Object.entries(fields);
    if (!entries.length) return h('p.quiet', 'No headers.');
    return h('dl.headers', entries.map(([name, value]) => h('div', h('dt', name), h('dd', { dir: 'auto' }, value))));
}

/** The body of a recorded message: JSON as a tree, other text as it is. */
export function body({ body: value, body_text: text }) {
    if (text !== undefined) return code(text);
    if (value === null || value === undefined) return h('p.quiet', 'No body.');
    return json(value);
}

/** A text that is JSON as a tree, with its exact bytes to copy. */
export function content(text) {
    let value;
    try { value = JSON.parse(text); } catch { return code(text); }
    return [json(value), h('div.row', copyButton('Copy the exact bytes', () => text))];
}

/** Deliveries as a list of links with what the receivers said; `linkTo(row)` is the hash of one. */
export function deliveryList(rows, linkTo) {
    return h('ul.caused-list', rows.map(row =>
        h('li', h('a.cut', { href: linkTo(row), title: row.url, dir: 'ltr' }, row.url), deliveryBadges(row))));
}

/** The size of a text in UTF-8. */
export function size(text) {
    return bytes(new TextEncoder().encode(text).length);
}

/** The value of a header whatever its case. */
export function headerOf(fields, name) {
    return Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** What stands in place of details that could not be read. */
export function missing(title, error) {
    return h('div.empty', h('h2', title), h('p', { dir: 'auto' }, error.message));
}
