// The details of one request.

import { get, report, send } from './api.js';
import { button, code, copyButton, h, json, replace } from './dom.js';
import { statusBadge } from './lines.js';
import { body, deliveryList, facts, headerOf, headers, instant, missing, section } from './parts.js';
import { hashOf, link } from './router.js';
import { health } from './store.js';
import { count, curl, duration, faultRule, moment, scenarioStep, shorten, statusClass, target, verdict } from './text.js';
import { keyOf } from './trace.js';

/** Shows a request in `host`; returns a function that ends it. */
export function requestDetail(host, context) {
    const detail = new RequestDetail(host, context);
    return () => detail.end();
}

class RequestDetail {
    #isEnded = false;

    constructor(host, { sandbox, id, journal, readOnly }) {
        Object.assign(this, { host, sandbox, id, journal, readOnly, request: null, row: undefined, caused: h('div') });
        this.off = journal.onChange(() => this.#changed());
        this.#load();
    }

    end() {
        this.#isEnded = true;
        this.off();
    }

    get #query() {
        return { sandbox: this.sandbox ?? 'none' };
    }

    #changed() {
        const row = this.journal.trace.get(keyOf('request', this.sandbox, this.id));
        if (row && this.row && row !== this.row) this.#load();
        this.row = row;
        if (this.request) this.#showCaused();
    }

    async #load() {
        try {
            const request = await get(`/__admin/requests/${this.id}`, this.#query);
            const rule = request.fault === null ? null
                : await get(`/__admin/faults/${encodeURIComponent(request.fault)}`, this.#query).catch(() => null);
            if (this.#isEnded) return;
            this.request = request;
            this.#show(rule);
        } catch (error) {
            if (!this.#isEnded) replace(this.host, missing(`Request ${this.id} is not in the journal`, error));
        }
    }

    #show(rule) {
        const { request } = this;
        this.#showCaused();
        replace(this.host,
            h('header.detail-head',
                h('p.detail-label', [
                    `Request ${request.seq}`, moment(request.at), request.status === null ? null : duration(request.took_us / 1000),
                ].filter(Boolean).join(' · ')),
                h('h1.detail-title', { dir: 'ltr' }, h('span.method', request.method), ' ', target(request)),
                h('div.row', statusBadge(request),
                    request.error ? h('code', request.error) : null,
                    h('span.quiet', request.tool ?? request.rpc ?? request.operation ?? 'no operation'))),
            this.#actions(),
            this.explanation = h('div'),
            request.fault === null ? null : section('Fault', this.#fault(rule), { note: request.fault }),
            request.near.length ? section('No operation takes this request', near(request.near)) : null,
            request.violations.length
                ? section('Violations of the contract', violations(request.violations), { note: request.violations.length }) : null,
            request.unread.length
                ? section('Parts without effect', unread(request.unread), { note: request.unread.length }) : null,
            request.events.length ? section('Caused', this.caused, { note: count(request.events.length, 'event') }) : null,
            section('Request', [
                headersPart(request.request.headers), body(request.request),
            ]),
            section('Response', request.response ? [
                headersPart(request.response.headers), body(request.response),
            ] : h('p.quiet', request.fault ? 'A fault rule ended the connection without a response.' : 'No response was sent yet.')),
            section('Facts', facts([
                ['Number', request.seq],
                ['Time', instant(request.at)],
                ['Wall clock', request.wall_at === request.at ? null : instant(request.wall_at)],
                ['Took', request.status === null ? null : duration(request.took_us / 1000)],
                ['Request id', headerOf(request.response?.headers ?? {}, 'X-Request-Id')],
                ['Connection', request.connection],
                ['Repeats', request.repeats === null ? null : this.#repeats()],
                ['Replayed', request.replayed ? 'The response is from an idempotency record.' : null],
                ['World', request.sandbox ?? 'none'],
            ]), { open: false }));
    }

    #actions() {
        const { request } = this;
        return h('div.row.detail-actions',
            copyButton('Copy as curl', () => curl(request, location.origin)),
            copyButton('Copy as scenario step', () => this.#scenarioStep()),
            copyButton('Copy as fault rule', () => faultRule(request)),
            this.readOnly ? null : button('Explain', () => this.#explain(), {
                kind: 'quiet', title: 'Try the request again without any effect',
            }));
    }

    #link(kind, id, ...children) {
        return link(hashOf(kind, [this.sandbox ?? '-', id]), ...children);
    }

    #repeats() {
        const { repeats, gap_ms: gap, same_connection: same } = this.request;
        const connection = same === null ? '' : same ? ', over the same connection' : ', over another connection';
        return [this.#link('requests', repeats, `request ${repeats}`), `, ${duration(gap)} later${connection}`];
    }

    #fault(rule) {
        const { request } = this;
        const hit = rule?.hit_log?.find(({ seq, sandbox }) => seq === request.seq && (sandbox ?? this.sandbox) === this.sandbox);
        return [
            facts([
                ['Rule', link(`#/faults/${encodeURIComponent(request.fault)}`, request.fault)],
                ['Effect', request.injected ? 'It acted in place of the handler.' : 'The handler had succeeded.'],
                ['Verdict', verdict(request) ?? null],
                ['Came again', hit?.repeated_by == null ? null
                    : [this.#link('requests', hit.repeated_by, `request ${hit.repeated_by}`), `, ${duration(hit.gap_ms)} later`]],
                ['Client', hit?.user_agent],
            ]),
            rule ? json({ on: rule.on, then: rule.then }) : h('p.quiet', 'The rule was deleted since.'),
        ];
    }

    /** The events with their deliveries, as the journal has them now. */
    #showCaused() {
        const { trace } = this.journal;
        replace(this.caused, this.request.events.map(id => {
            const event = trace.get(keyOf('event', this.sandbox, id));
            const deliveries = trace.deliveries(this.sandbox, id);
            return h('div.caused',
                h('div.row', this.#link('events', id, event?.type ?? id), h('code', { title: id }, shorten(id))),
                deliveries.length
                    ? deliveryList(deliveries, row => hashOf('deliveries', [this.sandbox, row.id]))
                    : h('p.quiet', 'Not delivered: no active subscription lists it.'));
        }));
    }

    async #parameters() {
        return (await this.#tried()).parameters;
    }

    /** What the emulator would do with the request now. */
    #tried() {
        const { request } = this;
        const hidden = new Set(['authorization', 'cookie', 'host', 'content-length', 'connection', 'transfer-encoding']);
        const fields = Object.entries(request.request.headers).filter(([name]) => !hidden.has(name.toLowerCase()));
        const content = request.request.body_text !== undefined ? { body_text: request.request.body_text }
            : request.request.body === null ? {} : { body: request.request.body };
        return send('POST', '/__admin/explain', {
            query: { sandbox: this.sandbox },
            body: { method: request.method, path: target(request), headers: Object.fromEntries(fields), ...content },
        });
    }

    async #scenarioStep() {
        const parameters = this.request.operation && !this.readOnly ? await this.#parameters().catch(() => null) : null;
        return scenarioStep(this.request, parameters, health()?.contract.base_path);
    }

    async #explain() {
        try {
            const found = await this.#tried();
            replace(this.explanation, section('If it were sent now', explanation(found), { note: 'nothing has changed' }));
        } catch (error) {
            report(error);
        }
    }
}

function headersPart(fields) {
    return h('details.headers-part', h('summary', count(Object.keys(fields).length, 'header')), headers(fields));
}

function near(texts) {
    return [h('p', 'The most similar operations:'), h('ul', texts.map(text => h('li', { dir: 'auto' }, text)))];
}

function violations(items) {
    return h('ul.findings', items.map(item => h('li',
        h('code', [item.location, item.pointer].filter(Boolean).join(' ')), ' ',
        h('span', { dir: 'auto' }, item.message))));
}

function unread(items) {
    return h('ul.findings', items.map(item => h('li',
        h('code', `${item.location} ${item.pointer}`), ' ',
        h('span', { dir: 'auto' }, item.message), item.hint ? [': did you mean ', h('code', item.hint), '?'] : null)));
}

function explanation(found) {
    const { answer } = found;
    return [
        facts([
            ['Response', answer ? h('span.badge', { class: statusClass(answer.status) }, answer.status) : found.unanswered],
            ['Operation', found.operation ?? 'none'],
            ['Events', found.events.join(', ') || 'none'],
        ]),
        found.violations.length ? violations(found.violations) : null,
        found.near.length ? near(found.near) : null,
        found.rules.length ? h('ul.findings', found.rules.map(rule => h('li',
            link(`#/faults/${encodeURIComponent(rule.id)}`, rule.id), ' ',
            h('span.badge', { class: rule.fires ? 'alarm' : 'quiet' }, rule.fires ? 'fires' : 'does not fire'), ' ',
            h('span', { dir: 'auto' }, rule.why.replace(/^fires: /, ''))))) : null,
        answer ? (answer.body_text !== undefined ? code(answer.body_text) : json(answer.body)) : null,
    ];
}
