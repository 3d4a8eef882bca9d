// The holds, what they have stopped, and its release.

import { button, field, h, replace } from './dom.js';
import { ApiError, get, report, send } from './api.js';
import { hashOf } from './router.js';
import { count, moment, time } from './text.js';
import {
    act, choiceInput, confirmLoss, empty, failure, panelHead, refreshOn, rowButton, section, targetText, textInput, worldBadge,
} from './panel.js';
import { matcherText } from './fault-text.js';
import { editor, markAt } from './editor.js';
import { read } from './fault-forms.js';
import { nameField } from './names.js';

export const view = {
    path: 'holds',
    title: 'Holds',
    key: 'h',
    mount(root, { sandbox, readOnly }) {
        const list = h('div.stack');
        const note = sandbox
            ? 'A new hold stops requests or deliveries of this world until they are released.'
            : 'A new hold stops requests or deliveries of every world that exists now.';
        root.append(h('div.panel',
            panelHead('Holds', sandbox, note),
            h('div.hold-grid', list, readOnly ? null : holdForm({ sandbox, done: () => load() }))));

        /** The references that are chosen for a release, in their order, for each hold. */
        const orders = new Map();
        let isMounted = true;
        async function load() {
            try {
                const { data } = await get('/__admin/holds', { sandbox });
                if (!isMounted) return;
                replace(list, data.length
                    ? data.map(hold => holdCard(hold, { sandbox, readOnly, orders, load }))
                    : section('Holds', {}, empty('Nothing is held', readOnly
                        ? null
                        : 'Create a hold to stop requests before they are handled, responses before they are sent, or webhooks.')));
            } catch (error) {
                replace(list, failure(error));
            }
        }
        load();
        const off = refreshOn(['hold'], load, 200);
        return () => {
            isMounted = false;
            off();
        };
    },
};

const phases = { before_commit: 'Before it is handled', after_commit: 'Before the answer is sent' };

function holdCard(hold, { sandbox, readOnly, orders, load }) {
    const key = `${hold.sandbox}/${hold.id}`;
    const refs = hold.held.map(item => item.ref);
    const order = (orders.get(key) ?? []).filter(ref => refs.includes(ref));
    orders.set(key, order);
    // A hold of several worlds has a row for each; without a chosen world, a release acts on the world of its row.
    const path = `/__admin/holds/${encodeURIComponent(hold.id)}`;
    const query = { sandbox: hold.sandbox };
    const nameOf = ref => (sandbox ? ref : ref.replace(/^sbx_[^/]+\//, ''));

    async function release(body, isEnd) {
        await act(() => send('POST', `${path}/release`, { query, body }),
            ({ released }) => `Released ${released.length}${isEnd ? '; the hold has ended' : ''}.`);
        load();
    }
    async function end() {
        const nouns = hold.request ? ['request', 'requests'] : ['delivery', 'deliveries'];
        const number = count(hold.held.length, ...nouns);
        const effects = [
            hold.held.length ? `${number} released, oldest first.` : 'Nothing is held now.',
            'Later ones are no longer stopped.',
        ];
        if (!await confirmLoss(`End the hold ${hold.id}?`, effects, 'End the hold', { lead: 'What happens:' })) return;
        await act(() => send('DELETE', path, { query }), 'The hold has ended.');
        load();
    }
    function toggle(ref) {
        orders.set(key, order.includes(ref) ? order.filter(item => item !== ref) : [...order, ref]);
        load();
    }

    const what = hold.request
        ? `Requests: ${matcherText(hold.request)}`
        : `Deliveries: ${matcherText(hold.delivery, 'delivery')}`;
    const actions = readOnly ? [] : [rowButton('End the hold', hold.id, end, { kind: 'danger' })];
    return section(hold.id, { actions, class: 'hold' },
        h('p.row',
            h('span.badge', { class: hold.held.length ? 'warn' : 'quiet' }, `${hold.held.length} held`),
            hold.phase ? h('span.badge.quiet', phases[hold.phase]) : null,
            sandbox ? null : worldBadge('holds', hold.sandbox),
            h('span', { dir: 'auto' }, what)),
        hold.held.length
            ? h('ol.held', hold.held.map(item => heldRow(item, {
                hold, order, toggle, readOnly, release: () => release({ order: [nameOf(item.ref)] }),
            })))
            : h('p.quiet', 'Nothing is held now.'),
        readOnly || !hold.held.length ? null : h('div.row',
            button('Release all', () => release({ count: hold.held.length })),
            button('Release the oldest', () => release({ count: 1 })),
            order.length
                ? button(`Release ${order.length} in the chosen order`, () => release({ order: order.map(nameOf) }), { kind: 'primary' })
                : null));
}

function heldRow(item, { hold, order, toggle, readOnly, release }) {
    const place = order.indexOf(item.ref) + 1;
    const id = item.ref.replace(/^.*:/, '');
    const href = item.event
        ? hashOf('deliveries', [hold.sandbox, id])
        : hashOf('requests', [hold.sandbox, id]);
    return h('li.held-row',
        readOnly ? null : h('button.held-order', {
            type: 'button', 'aria-pressed': place > 0,
            'aria-label': place ? `Number ${place} in the order; take it out` : 'Add to the order',
            title: 'Choose the order of the release',
            on: { click: () => toggle(item.ref) },
        }, place ? String(place) : '+'),
        h('div.held-what',
            h('a.cut', { href, dir: 'auto' }, item.event ?? `${item.method} ${item.path}`),
            h('span.quiet.cut', { title: item.url ?? item.ref }, item.event ? item.url : `request #${id}`)),
        h('time.quiet', { datetime: item.at, title: moment(item.at) }, time(item.at)),
        readOnly ? null : rowButton('Release', id, release));
}

// The form

function holdForm({ sandbox, done }) {
    const operation = nameField('Operation', 'operations', { placeholder: 'any operation' });
    const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
    const method = choiceInput([['', 'any method'], ...methods.map(name => [name, name])]);
    const path = textInput('any path');
    const phase = choiceInput([
        ['before_commit', 'Before the request is handled'], ['after_commit', 'After it is handled, before the answer'],
    ]);
    const event = nameField('Event', 'events', { placeholder: 'any event, or customer.*' });
    const url = textInput('any address');
    const id = textInput('made if empty', { maxlength: '64' });
    const where = editor({
        label: 'Where (JSON)', help: ['Values by pointer, such as ', h('code', '{"/body/name": "Acme*"}')], rows: 3,
    });
    const ofRequests = h('div',
        operation.element, h('div.pair', field('Method', method), field('Path', path)), field('When', phase));
    const ofDeliveries = h('div', { hidden: true }, event.element, field('Receiver', url));

    let kind = 'request';
    const choice = (name, label) => h('button', {
        type: 'button', 'aria-pressed': name === kind, data: { kind: name }, on: { click: () => choose(name) },
    }, label);
    const kinds = h('div.segments', { role: 'group', 'aria-label': 'What is held' },
        choice('request', 'Requests'), choice('delivery', 'Deliveries'));
    function choose(name) {
        kind = name;
        ofRequests.hidden = kind !== 'request';
        ofDeliveries.hidden = kind !== 'delivery';
        for (const item of kinds.children) item.setAttribute('aria-pressed', item.dataset.kind === kind);
    }

    function matcher(condition) {
        const values = kind === 'request'
            ? { operation: operation.input.value, method: method.value, path: path.value }
            : { event: event.input.value, url: url.value };
        const given = {};
        for (const [name, value] of Object.entries(values)) if (value.trim()) given[name] = value.trim();
        if (condition) given.where = condition;
        return Object.keys(given).length ? given : { any: true };
    }

    async function create() {
        const condition = where.value.trim() ? read(where) : { value: null };
        if (!condition) return;
        const body = { [kind]: matcher(condition.value) };
        if (kind === 'request') body.phase = phase.value;
        if (id.value.trim()) body.id = id.value.trim();
        try {
            await send('POST', '/__admin/holds', { query: { sandbox }, body });
            done();
        } catch (error) {
            const place = `/${kind}/where`;
            const marked = error instanceof ApiError && condition.rangeOf
                ? error.errors.filter(item => item.pointer.startsWith(place))
                : [];
            const rangeOf = item => condition.rangeOf(item.pointer.slice(place.length));
            where.show(marked.map(item => markAt(where.value, rangeOf(item), item.message, item.hint)));
            if (!marked.length) report(error);
        }
    }

    const form = h('form', { on: { submit: submitted => { submitted.preventDefault(); create(); } } },
        kinds, ofRequests, ofDeliveries,
        h('details', h('summary', 'More'), where.element, field('Id', id)),
        h('div.row.end', h('button.button.primary', { type: 'submit' }, `Hold in ${targetText(sandbox)}`)));
    return section('New hold', { class: 'hold-form' }, form);
}
