// The details of one delivery.

import { get, report, send } from './api.js';
import { button, code, h, replace, toast } from './dom.js';
import { deliveryBadges } from './lines.js';
import { content, facts, headerOf, headers, instant, missing, section, size } from './parts.js';
import { hashOf, link, navigate } from './router.js';
import { languages, parsedSignature, verification } from './snippets.js';
import { count, duration, moment, shorten, statusClass, time } from './text.js';
import { keyOf } from './trace.js';

const kinds = { delivered: 'good', retry: 'warn', dead: 'alarm' };

/** Shows a delivery in `host`; returns a function that ends it. */
export function deliveryDetail(host, context) {
    const detail = new DeliveryDetail(host, context);
    return () => detail.end();
}

class DeliveryDetail {
    #isEnded = false;

    constructor(host, { sandbox, id, journal, readOnly }) {
        Object.assign(this, { host, sandbox, id, journal, readOnly, row: undefined, language: 'python', secret: undefined });
        this.off = journal.onChange(() => this.#changed());
        this.#load();
    }

    end() {
        this.#isEnded = true;
        this.off();
    }

    get #path() {
        return `/__admin/webhooks/deliveries/${encodeURIComponent(this.id)}`;
    }

    #changed() {
        const row = this.journal.trace.get(keyOf('delivery', this.sandbox, this.id));
        if (this.row && row && row !== this.row) this.#load();
        this.row = row;
    }

    async #load() {
        try {
            const delivery = await get(this.#path, { sandbox: this.sandbox });
            if (!this.#isEnded) this.#show(delivery);
        } catch (error) {
            if (!this.#isEnded) replace(this.host, missing(`Delivery ${this.id} is not kept`, error));
        }
    }

    #show(delivery) {
        const { sandbox } = this;
        const attempts = delivery.attempt_log;
        replace(this.host,
            h('header.detail-head',
                h('p.detail-label', `Delivery · ${moment(delivery.created_at)}`),
                h('h1.detail-title', { dir: 'ltr' }, delivery.url),
                h('div.row', deliveryBadges({ ...delivery, last_status: null, last_error: null }),
                    link(hashOf('events', [sandbox, delivery.event ?? delivery.event_id]), delivery.event_type))),
            this.readOnly ? null : this.#actions(delivery),
            delivery.hold ? h('p.note.warn', 'Held by ', link('#/holds', delivery.hold), ' until it is released.') : null,
            delivery.next_attempt_at && !delivery.hold ? h('p.note', 'The next attempt is at ', instant(delivery.next_attempt_at),
                ' on the clock of the world. ', link('#/clock', 'Advance the clock')) : null,
            section('Attempts', attempts.length
                ? h('ol.attempts', attempts.map((attempt, index) => h('li', attemptPart(attempt, index === attempts.length - 1))))
                : h('p.quiet', 'No attempt was made yet.'), { note: attempts.length }),
            attempts.length ? this.#verification(delivery) : null,
            section('Signed bytes', content(delivery.body), { note: size(delivery.body) }),
            section('Facts', facts([
                ['Delivery', delivery.id],
                ['Subscription', delivery.subscription_id],
                ['X-Kirim-Event-Id', delivery.event_id],
                ['Created', instant(delivery.created_at)],
                ['Replay of', delivery.replayed_from ? link(hashOf('deliveries', [sandbox, delivery.replayed_from]), delivery.replayed_from) : null],
                ['World', sandbox],
            ]), { open: false }));
    }

    // Actions

    #actions(delivery) {
        const { sandbox } = this;
        return h('div.row.detail-actions',
            button('Replay', () => this.#act(async () => {
                const { id } = await send('POST', `${this.#path}/replay`, { query: { sandbox } });
                toast(`Delivery ${shorten(id)} was created.`);
                navigate(hashOf('deliveries', [sandbox, id]));
            })),
            delivery.hold ? button('Release', () => this.#act(async () => {
                await send('POST', `/__admin/holds/${encodeURIComponent(delivery.hold)}/release`, {
                    query: { sandbox }, body: { order: [`delivery:${delivery.id}`] },
                });
                toast('The delivery was released.');
                this.#load();
            }), { kind: 'primary' }) : null,
            button('Hold later deliveries', () => this.#act(async () => {
                const { id } = await send('POST', '/__admin/holds', {
                    query: { sandbox }, body: { delivery: { event: delivery.event_type, url: delivery.url } },
                });
                toast(`Hold ${id} stops later deliveries of ${delivery.event_type} to this URL.`);
            }), { kind: 'quiet', title: `Stop later deliveries of ${delivery.event_type} to this URL until they are released` }));
    }

    async #act(action) {
        try { await action(); } catch (error) { report(error); }
    }

    // Verification

    #verification(delivery) {
        const attempt = delivery.attempt_log.at(-1);
        const header = headerOf(attempt.headers, 'X-Kirim-Signature');
        if (!parsedSignature(header)) return section('Verify it yourself', h('p.quiet', 'The attempt had no signature.'));
        const place = h('div');
        const tabs = h('div.row.languages', { role: 'group', 'aria-label': 'Language' });
        const draw = () => {
            replace(tabs, Object.entries(languages).map(([name, title]) => h('button.chip', {
                type: 'button', 'aria-pressed': name === this.language,
                on: { click: () => { this.language = name; draw(); } },
            }, title)));
            replace(place, code(verification(this.language, { header, body: delivery.body, secret: this.secret ?? null }), this.language));
        };
        const part = section('Verify it yourself', [
            h('p', 'v1 is the HMAC-SHA256 of ', h('code', 't'), ', a dot and the signed bytes, with the whole secret as the key. '
                + 'The program prints whether this is true of the last attempt.'),
            tabs, place,
        ], { note: 'Python, Node, openssl', open: this.secret !== undefined });
        part.addEventListener('toggle', async () => {
            if (!part.open || this.secret !== undefined) return;
            this.secret = await this.#findSecret(delivery.subscription_id);
            draw();
        });
        draw();
        return part;
    }

    /** The newest secret of the subscription; null if it was deleted. Only the export of the world has secrets. */
    async #findSecret(subscription) {
        try {
            const state = await get('/__admin/state', { sandbox: this.sandbox });
            const row = state.webhook_subscriptions.find(({ id }) => id === subscription);
            return row?.secrets.filter(secret => secret?.text).at(-1)?.text ?? null;
        } catch {
            return null;
        }
    }
}

function attemptPart(attempt, open) {
    const { answer, error } = attempt;
    const said = answer ? h('span.badge', { class: statusClass(answer.status) }, answer.status)
        : h('span.badge.alarm', error ?? 'not sent');
    return h('details.attempt', { open },
        h('summary',
            h('span.attempt-number', `Attempt ${attempt.n}`), said,
            h('span.badge', { class: kinds[attempt.verdict] }, attempt.verdict),
            h('span.quiet', `${time(attempt.at)} · ${duration(attempt.took_ms)}`)),
        h('div.part-body',
            attempt.fault ? h('p', 'Fault rule ', link(`#/faults/${encodeURIComponent(attempt.fault)}`, attempt.fault), ' affected it.') : null,
            h('h3', 'Sent headers'), headers(attempt.headers),
            h('h3', 'Response of the receiver'),
            answer ? [headers(answer.headers), answer.body ? code(answer.body) : h('p.quiet', 'No body.')]
                : h('p.quiet', error ? `None: ${error}.` : 'None: nothing was sent.'),
            attempt.copies.length ? [
                h('h3', count(attempt.copies.length, 'copy', 'copies')),
                h('ul', attempt.copies.map(copy => h('li', copy.answer ? `Response ${copy.answer.status}` : `No response: ${copy.error ?? 'not sent'}`))),
            ] : null));
}
