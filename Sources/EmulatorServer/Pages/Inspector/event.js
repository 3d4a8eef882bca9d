// The details of one event.

import { get } from './api.js';
import { h, replace } from './dom.js';
import { statusBadge } from './lines.js';
import { content, deliveryList, facts, instant, missing, section, size } from './parts.js';
import { hashOf, link } from './router.js';
import { moment, target } from './text.js';

/** Shows an event in `host`; returns a function that ends it. */
export function eventDetail(host, { sandbox, id, journal }) {
    const cause = h('div');
    const deliveries = h('div');
    let isEnded = false;

    function showLinks() {
        const request = journal.trace.cause(sandbox, id);
        replace(cause, request
            ? h('span.row', link(hashOf('requests', [sandbox, request.seq]), `${request.method} ${target(request)}`), statusBadge(request))
            : 'No request: a timer, a simulation or a trigger.');
        const rows = journal.trace.deliveries(sandbox, id);
        replace(deliveries, rows.length
            ? deliveryList(rows, row => hashOf('deliveries', [sandbox, row.id]))
            : h('p.quiet', 'It was not delivered: no active subscription lists it.'));
    }

    async function load() {
        try {
            const event = await get(`/__admin/webhooks/events/${encodeURIComponent(id)}`, { sandbox });
            if (isEnded) return;
            showLinks();
            replace(host,
                h('header.detail-head',
                    h('p.detail-label', `Event · ${moment(event.created_at)}`),
                    h('h1.detail-title', event.type),
                    h('code', event.id)),
                section('Cause', cause),
                section('Deliveries', deliveries),
                section('Body', content(event.body), { note: size(event.body) }),
                section('Facts', facts([
                    ['Time', instant(event.created_at)],
                    ['X-Kirim-Event-Id', event.event_id],
                    ['World', event.sandbox],
                ])));
        } catch (error) {
            if (!isEnded) replace(host, missing(`Event ${id} is not kept`, error));
        }
    }

    const off = journal.onChange(showLinks);
    load();
    return () => {
        isEnded = true;
        off();
    };
}
