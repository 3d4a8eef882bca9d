// Tables of timers: those that an advance of the clock has fired, and those that fall due next.

import { button, h } from './dom.js';
import { hashOf } from './router.js';
import { duration, moment, shorten } from './text.js';
import { empty, rowButton } from './panel.js';
import { table } from './table.js';

const kinds = {
    delivery_attempt: ['Delivery attempt', 'deliveries'],
    setup_link_expired: ['Setup link expires', 'setup_links'],
    secret_expired: ['Old secret expires', 'webhook_subscriptions'],
    onboarding: ['Onboarding completes', 'setup_links'],
    window_closed: ['24-hour window closes', 'conversations'],
    template_status: ['Template is reviewed', 'templates'],
    message_status: ['Message status', 'messages'],
};

const tones = {
    delivered: 'good', read: 'good', sent: 'good', success: 'good', approved: 'good',
    retry: 'warn', expired: 'quiet', closed: 'quiet', dead: 'alarm', failed: 'alarm', rejected: 'alarm',
};

/** How many rows of a long table are shown at once. */
const pageSize = 200;

function kindName(kind) {
    return kinds[kind]?.[0] ?? kind;
}

/** A link to the object of a timer. */
function refLink({ sandbox, kind, ref }) {
    const collection = kinds[kind]?.[1];
    const text = h('span.mono', { title: ref }, shorten(ref));
    if (!collection || kind === 'secret_expired') return text;
    const href = collection === 'deliveries'
        ? hashOf('deliveries', [sandbox, ref])
        : hashOf('state', [sandbox, collection, ref]);
    return h('a', { href }, text);
}

function resultBadge(result) {
    return result ? h('span.badge', { class: tones[result] ?? 'quiet' }, result) : null;
}

/** The timers that fall due next. `advanceTo(at)` is offered in each row if it is given. */
export function dueTable(rows, { now, sandbox, advanceTo }) {
    const start = Date.parse(now);
    const columns = ['In', 'What', 'Object', !sandbox && 'World', advanceTo && { title: 'Actions', class: 'actions', isUnseen: true }];
    return table(columns, rows.map(row => [
        h('span.timer', { title: row.at },
            h('b', inText(Date.parse(row.at) - start)),
            h('span.quiet', moment(row.at).slice(0, 19))),
        [kindName(row.kind), hasOpenResult(row) ? [' ', resultBadge(row.result)] : null],
        refLink(row),
        worldLink(row.sandbox),
        advanceTo ? rowButton('Advance to it', row.ref, () => advanceTo(row.at), { kind: 'quiet' }) : null,
    ])).element;
}

/** Whether the result of a timer says more than its kind. */
function hasOpenResult({ kind }) {
    return kind === 'message_status' || kind === 'template_status';
}

function inText(milliseconds) {
    return milliseconds <= 0 ? 'now' : duration(milliseconds);
}

function worldLink(id) {
    return h('a.mono', { href: hashOf('clock', [], { sandbox: id }), title: id }, shorten(id));
}

/** What an advance of the clock has fired: a summary, and the rows. `hide()` is called when a person has seen it. */
export function firedTable({ from, now, fired, more }, { sandbox, hide }) {
    const span = from && now ? `From ${moment(from)} to ${moment(now)}` : 'The clocks of all worlds have advanced';
    const head = [
        h('div.row.apart.panel-card-head', h('h2', 'What the advance fired'), button('Hide', hide, { kind: 'quiet' })),
        h('p.quiet', `${span}. ${more ? 'More fell due than the rows show.' : ''}`),
    ];
    if (!fired.length) return [head, empty('Nothing fell due')];
    const rows = table(['At', 'What', 'Object', !sandbox && 'World', 'Result'], []);
    const rest = h('div.row');
    const show = start => {
        const end = start + pageSize;
        rows.append(fired.slice(start, end).map(row => [
            moment(row.at), kindName(row.kind), refLink(row), worldLink(row.sandbox), resultBadge(row.result),
        ]));
        rest.replaceChildren();
        if (end < fired.length) rest.append(button(`Show ${Math.min(pageSize, fired.length - end)} more`, () => show(end)));
    };
    show(0);
    return [
        head,
        h('p.row', summary(fired).map(([text, tone]) => h('span.badge', { class: tone }, text))),
        rows.element,
        rest,
    ];
}

/** How often each kind came to each result. */
function summary(fired) {
    const numbers = new Map();
    for (const { kind, result } of fired) {
        const key = JSON.stringify([kind, result]);
        numbers.set(key, (numbers.get(key) ?? 0) + 1);
    }
    return [...numbers].map(([key, number]) => {
        const [kind, result] = JSON.parse(key);
        return [`${number.toLocaleString('en')} × ${kindName(kind).toLowerCase()}: ${result}`, tones[result] ?? 'quiet'];
    });
}
