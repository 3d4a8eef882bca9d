// The rows of the timeline, and the badges that the details have, too.

import { h } from './dom.js';
import { isUnmatched } from './filter.js';
import { worlds } from './store.js';
import { count, duration, moment, statusClass, target, time, verdict } from './text.js';

/** The element of a line; `showsWorld` adds the end of the key of its world. */
export function lineElement({ kind, row, depth }, showsWorld) {
    const world = showsWorld ? worlds().find(({ id }) => id === row.sandbox) : null;
    const tag = !showsWorld ? null
        : h('span.line-world', { title: row.sandbox ?? 'This request belongs to no sandbox.' }, world ? `…${world.key_last4}` : '–');
    switch (kind) {
        case 'request': return requestLine(row, tag);
        case 'event': return line('event', row.created_at, depth, [
            h('span.line-kind', 'event'), h('span.line-text.cut', { title: row.id }, row.type),
        ], [], null, tag);
        case 'delivery': return deliveryLine(row, depth, tag);
    }
}

function line(kind, at, depth, main, flags, end, tag) {
    return h('div.line', { class: kind, data: { depth } },
        h('span.line-time', { title: moment(at) }, time(at)),
        h('span.line-main', main),
        h('span.line-flags', flags),
        h('span.line-end', end),
        tag);
}

function requestLine(row, tag) {
    const flags = [
        row.fault ? h('span.badge.alarm', { title: row.fault }, `fault${verdict(row) ? `, ${verdict(row)}` : ''}`) : null,
        isUnmatched(row) ? h('span.badge.alarm', 'unmatched') : null,
        row.violations ? h('span.badge.warn', count(row.violations, 'violation')) : null,
        row.unread ? h('span.badge.quiet', `${row.unread} unread`) : null,
        row.repeats != null ? h('span.badge.quiet', `repeats ${row.repeats}`) : null,
        row.replayed ? h('span.badge.quiet', 'replayed') : null,
        row.error && !row.fault ? h('span.line-note.cut', row.error) : null,
    ];
    const text = row.tool ?? row.rpc;
    return line('request', row.at, 0, [
        h('span.line-method', row.method),
        h('span.line-text.cut', { title: target(row), dir: 'ltr' }, target(row), text ? h('span.line-note', ` ${text}`) : null),
    ], flags, [
        h('span.line-took', row.status === null ? '' : duration(row.took_us / 1000)),
        statusBadge(row),
    ], tag);
}

/** The status of a response, or that there was none. */
export function statusBadge({ status, fault }) {
    const text = status ?? (fault ? 'cut' : '…');
    const title = status === null ? 'No response was sent' : null;
    return h('span.badge.status', { class: status === null && fault ? 'alarm' : statusClass(status), title }, String(text));
}

function deliveryLine(row, depth, tag) {
    const flags = [
        row.hold ? h('span.badge.warn', { title: row.hold }, 'held') : null,
        row.attempts > 1 ? h('span.badge.quiet', count(row.attempts, 'attempt')) : null,
        row.replayed_from ? h('span.badge.quiet', { title: row.replayed_from }, 'replay') : null,
    ];
    return line('delivery', row.created_at, depth, [
        h('span.line-kind', 'delivery'), h('span.line-text.cut', { title: row.url, dir: 'ltr' }, row.url.replace(/^https?:\/\//, '')),
    ], flags, deliveryBadges(row), tag);
}

/** What the receiver said, and what this made of the delivery. */
export function deliveryBadges(row) {
    const said = row.last_status ?? row.last_error;
    const kind = { delivered: 'good', failed: 'warn', dead: 'alarm', pending: 'quiet' }[row.status];
    return [
        said == null ? null : h('span.line-took', { title: 'The response of the receiver' }, String(said)),
        h('span.badge', { class: kind }, row.status),
    ];
}
