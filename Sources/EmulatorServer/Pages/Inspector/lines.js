// The rows of the timeline, and the badges that the details have, too.

import { h } from './dom.js';
import { isUnmatched } from './filter.js';
import { worlds } from './store.js';
import { count, duration, moment, statusClass, target, time, verdict } from './text.js';

/** The height of a line; in a compact list, a request with remarks has two lines. */
export function lineHeight({ kind, row }, { isCompact, isTouch }) {
    const height = isTouch ? 38 : 30;
    return isCompact && kind === 'request' && hasRemarks(row) ? height + 18 : height;
}

/** The element of a line; `showsWorld` adds the end of the key of its world. */
export function lineElement({ kind, row, depth, isLater }, { isCompact, showsWorld }) {
    const parts = { request: requestParts, event: eventParts, delivery: deliveryParts }[kind](row);
    const at = row.at ?? row.created_at;
    const isTall = isCompact && kind === 'request' && hasRemarks(row);
    return h('div.line', { class: `${kind}${isTall ? ' tall' : ''}`, data: { depth } },
        h('span.line-time', { title: moment(at) }, depth === 0 || isLater ? time(at).slice(0, isCompact ? 8 : 12) : null),
        h('span.line-main', parts.main),
        h('span.line-remarks', parts.remarks),
        h('span.line-end', showsWorld && depth === 0 ? worldTag(row.sandbox) : null, parts.end));
}

function worldTag(sandbox) {
    const world = worlds().find(({ id }) => id === sandbox);
    return h('span.line-world', { title: sandbox ?? 'This request belongs to no sandbox.' }, world ? `…${world.key_last4}` : 'no world');
}

function hasRemarks(row) {
    return Boolean(row.fault || row.violations || row.unread || row.repeats != null || row.replayed || row.error || isUnmatched(row));
}

function requestParts(row) {
    const call = row.tool ?? row.rpc;
    return {
        main: [
            h('span.line-method', row.method),
            h('span.line-text.cut', { title: target(row), dir: 'ltr' }, target(row), call ? h('span.line-note', ` ${call}`) : null),
        ],
        remarks: [
            row.fault ? h('span.badge.alarm', { title: row.fault }, ['fault', verdict(row)].filter(Boolean).join(', ')) : null,
            isUnmatched(row) ? h('span.badge.alarm', 'unmatched') : null,
            row.violations ? h('span.badge.warn', count(row.violations, 'violation')) : null,
            row.unread ? h('span.badge.quiet', `${row.unread} unread`) : null,
            row.repeats != null ? h('span.badge.quiet', `repeats ${row.repeats}`) : null,
            row.replayed ? h('span.badge.quiet', 'replayed') : null,
            row.error ? h('span.line-note.cut', row.error) : null,
        ],
        end: [
            h('span.line-took', row.status === null ? '' : duration(row.took_us / 1000)),
            statusBadge(row),
        ],
    };
}

function eventParts(row) {
    return { main: [h('span.line-kind', 'event'), h('span.line-text.cut', { title: row.id }, row.type)], remarks: [], end: [] };
}

function deliveryParts(row) {
    const [, host, path] = /^https?:\/\/([^/]*)(.*)$/.exec(row.url) ?? [null, '', row.url];
    return {
        main: [
            h('span.line-kind', 'delivery'),
            h('span.line-text.cut', { title: row.url, dir: 'ltr' }, path || '/', h('span.line-note', ` ${host}`)),
        ],
        remarks: [
            row.hold ? h('span.badge.warn', { title: row.hold }, 'held') : null,
            row.replayed_from ? h('span.badge.quiet', { title: row.replayed_from }, 'replay') : null,
            row.attempts > 1 ? h('span.line-note.line-attempts', count(row.attempts, 'attempt')) : null,
        ],
        end: deliveryBadges(row),
    };
}

/** The status of a response, or that there was none. */
export function statusBadge({ status, fault }) {
    const isCut = status === null && fault !== null;
    const title = status === null ? 'No response was sent' : null;
    return h('span.badge.status', { class: isCut ? 'alarm' : statusClass(status), title }, String(status ?? (isCut ? 'cut' : '…')));
}

/** What the receiver said, and what this made of the delivery. */
export function deliveryBadges(row) {
    const said = row.last_status ?? row.last_error;
    const kind = { delivered: 'good', failed: 'warn', dead: 'alarm', pending: 'quiet' }[row.status];
    return [
        said == null ? null : h('span.line-took', { title: 'The last response of the receiver' }, String(said)),
        h('span.badge', { class: kind }, row.status),
    ];
}
