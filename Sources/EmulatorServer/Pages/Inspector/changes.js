// One changed object with its fields, before and after.

import { h } from './dom.js';
import { shorten } from './text.js';
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
    return h('details.change', { open: isOpen, data: { object: `${object}/${id}` } },
        h('summary',
            h('span.badge', { class: tones[kind] }, kind),
            h('span', object.replaceAll('_', ' ')),
            typeof title === 'string' ? h('b.cut', { dir: 'auto', title }, title) : null,
            h('span.mono.quiet', { title: id }, shorten(id)),
            kind === 'updated' ? h('span.quiet', `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`) : null),
        table(
            ['Field', kind !== 'created' && { title: 'Before', class: 'before' }, kind !== 'deleted' && { title: 'Now', class: 'after' }],
            fields.map(field => [h('code', field.pointer), valueText(field.from), valueText(field.to)]),
            { class: 'fields' }).element,
        href ? h('p', h('a', { href }, 'Show the object')) : null);
}

function valueText(value) {
    return typeof value === 'string'
        ? h('span', { dir: 'auto' }, value === '' ? '""' : value)
        : h('code', JSON.stringify(value));
}
