// One changed object with its fields, before and after.

import { h } from './dom.js';
import { count, shorten } from './text.js';
import { table } from './table.js';

const tones = { created: 'good', updated: 'warn', deleted: 'alarm' };
const collections = {
    organization: 'organization', customer: 'customers', customer_setup_link: 'setup_links', account: 'accounts',
    contact: 'contacts', conversation: 'conversations', label: 'labels', message: 'messages', template: 'templates',
    webhook_subscription: 'webhook_subscriptions',
};

/** The collection in the state browser that has the objects of a kind. */
export function collectionOf(object) {
    return collections[object];
}

/** A changed object; `href` leads to it. */
export function changeRow({ kind, object, id, fields }, { isOpen, href }) {
    const name = fields.find(field => ['/name', '/url', '/text'].includes(field.pointer));
    const title = name?.to ?? name?.from;
    const body = h('div.change-fields');
    // The fields of hundreds of closed rows would take seconds to lay out.
    const fill = () => {
        if (body.firstChild) return;
        body.append(fieldTable(kind, fields), href ? h('p', h('a', { href }, 'Show the object')) : '');
    };
    if (isOpen) fill();
    return h('details.change', { open: isOpen, data: { object: `${object}/${id}` }, on: { toggle: fill } },
        h('summary',
            h('span.badge', { class: tones[kind] }, kind),
            h('span', object.replaceAll('_', ' ')),
            typeof title === 'string' ? h('b.cut', { dir: 'auto', title }, title) : null,
            h('span.mono.quiet', { title: id }, shorten(id)),
            kind === 'updated' ? h('span.quiet', count(fields.length, 'field')) : null),
        body);
}

function fieldTable(kind, fields) {
    const before = kind !== 'created' && { title: 'Before', class: 'before' };
    const now = kind !== 'deleted' && { title: 'Now', class: 'after' };
    return table(
        ['Field', before, now],
        fields.map(field => [h('code', field.pointer), valueText(field.from), valueText(field.to)]),
        { class: 'fields' }).element;
}

function valueText(value) {
    return typeof value === 'string'
        ? h('span', { dir: 'auto' }, value === '' ? '""' : value)
        : h('code', JSON.stringify(value));
}
