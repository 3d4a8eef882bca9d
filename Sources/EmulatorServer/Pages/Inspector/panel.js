// What the panels share: the head that says what an action works on, confirmations, results, and refreshing by events.

import { button, dialog, h, replace, toast } from './dom.js';
import { ApiError, report } from './api.js';
import { hashOf } from './router.js';
import { on, onChange, refresh, worlds } from './store.js';
import { count, shorten } from './text.js';

/** The words for what an action works on. */
export function targetText(sandbox) {
    return sandbox ? 'this world' : 'all worlds';
}

/** A badge that says what an action works on. */
export function targetBadge(sandbox) {
    return sandbox
        ? h('span.badge', { title: sandbox }, `This world · ${shorten(sandbox)}`)
        : h('span.badge.warn', 'All worlds');
}

/** The head of a panel. `note` says what an action works on; a page without actions shows only the world. */
export function panelHead(title, sandbox, note, actions = []) {
    const isReadOnly = document.documentElement.hasAttribute('data-read-only');
    return h('header.panel-head',
        h('div.row.apart', h('h1', title), actions.length ? h('div.row', actions) : null),
        h('p.panel-target', targetBadge(sandbox), isReadOnly ? null : h('span', note)));
}

/** A card with a heading, and perhaps actions beside it. */
export function section(title, { actions = [], class: name, id } = {}, ...children) {
    return h('section.card.panel-card', { class: name, id },
        h('div.row.apart.panel-card-head', h('h2', title), actions.length ? h('div.row', actions) : null),
        children);
}

/** What a place shows that has nothing to show. */
export function empty(title, ...rest) {
    return h('div.empty', h('h3', title), rest.length ? h('p', rest) : null);
}

/** The words of an error, in the place of what could not be shown. */
export function failure(error) {
    if (!(error instanceof ApiError)) console.error(error);
    return h('div.note.alarm', { role: 'alert' }, error.message);
}

/** Runs an action and shows its outcome. Returns its result, or null if it failed. */
export async function act(action, done) {
    try {
        const result = await action();
        if (done) toast(typeof done === 'function' ? done(result) : done);
        return result;
    } catch (error) {
        report(error);
        return null;
    }
}

/** Asks before something is lost; `note` says what is not. Resolves to whether the person agrees. */
export function confirmLoss(title, loss, action, { lead = 'This is lost:', note } = {}) {
    return new Promise(resolve => {
        let isAgreed = false;
        const agree = button(action, () => { isAgreed = true; opened.close(); }, { kind: 'danger' });
        const cancel = button('Cancel', () => opened.close());
        const body = [h('p', lead), h('ul', loss.map(item => h('li', item))), note ? h('p', note) : null];
        const opened = dialog(title, body, [cancel, agree]);
        opened.element.addEventListener('close', () => resolve(isAgreed));
        cancel.focus();
    });
}

/** Calls `reload` for events of these kinds, but only once in `pause` milliseconds. Returns a function that ends it. */
export function refreshOn(kinds, reload, pause = 500) {
    let timer = null;
    const later = () => { timer ??= setTimeout(() => { timer = null; reload(); }, pause); };
    const offs = ['reset', 'gap', ...kinds].map(kind => on(kind, later));
    offs.push(on('connection', ({ live }) => { if (live) later(); }));
    return () => {
        clearTimeout(timer);
        for (const off of offs) off();
    };
}

/**
 * Mounts a panel about one world. Without a chosen world, it is about the only one, or the person chooses one.
 * `mountOne(element, sandbox)` returns a function that ends it, or {update, unmount}, or nothing.
 */
export function forOneWorld(root, sandbox, { path, title, why }, mountOne) {
    if (sandbox) return mountOne(root, sandbox);
    let shown = null;
    let ended = null;
    const show = () => {
        const rows = worlds();
        const only = rows.length === 1 ? rows[0].id : null;
        if (only && shown === only) return;
        end();
        shown = only;
        root.replaceChildren();
        ended = only ? mountOne(root, only) : void root.append(worldChoice(rows, { path, title, why }));
    };
    const end = () => {
        (typeof ended === 'function' ? ended : ended?.unmount)?.();
        ended = null;
    };
    const off = onChange('worlds', show);
    if (worlds().length) show();
    else refresh('worlds');
    return {
        update: context => { if (shown) ended?.update?.(context); },
        unmount: () => { off(); end(); },
    };
}

function worldChoice(rows, { path, title, why }) {
    const list = h('ul.world-choice', rows.map(row => h('li', h('a.card', { href: hashOf(path, [], { sandbox: row.id }) },
        h('span.mono', shorten(row.id)),
        h('span.quiet', `key …${row.key_last4} · ${row.scenario} · ${count(row.customers, 'customer')}`)))));
    return h('div.panel',
        h('header.panel-head', h('h1', title), h('p.quiet', why)),
        rows.length
            ? section('Choose a world', {}, list)
            : empty('There is no world yet', 'The first request with an API key creates one, and so does ',
                h('a', { href: hashOf('worlds') }, 'Worlds'), '.'));
}

/** A field for a text that is no prose, such as a name or a time. */
export function textInput(placeholder, properties) {
    return h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', placeholder, ...properties });
}

/** A field for a number of things. */
export function numberInput(placeholder, properties) {
    return h('input', { type: 'number', min: '0', step: '1', inputmode: 'numeric', placeholder, ...properties });
}

/** The field that `/` focuses. */
export function searchInput(label, placeholder, properties) {
    return h('input', { type: 'search', autocomplete: 'off', 'aria-label': label, placeholder, data: { search: '' }, ...properties });
}

/** A choice of values with their texts: [[value, text], …]; `chosen` is one of the values. */
export function choiceInput(options, chosen) {
    return h('select', options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
}

/** Whether a clock runs. */
export function modeBadge({ mode }) {
    return mode === 'frozen' ? h('span.badge.warn', 'Frozen') : h('span.badge.good', 'Running');
}

/** A link to the same panel for one world. */
export function worldBadge(path, sandbox) {
    return h('a.badge.quiet', { href: hashOf(path, [], { sandbox }), title: sandbox }, `World ${shorten(sandbox)}`);
}

/** A button in a row; its name for screen readers says what the row is about. */
export function rowButton(label, subject, onClick, options) {
    const element = button(label, onClick, options);
    element.setAttribute('aria-label', `${label} ${subject}`);
    return element;
}

/** What a reset, a restore or a loaded scenario has cancelled and left over. */
export function resetReport(report) {
    const { cancelled, leftovers } = report;
    const stopped = [
        cancelled.responses && count(cancelled.responses, 'response'),
        cancelled.deliveries && count(cancelled.deliveries, 'pending delivery', 'pending deliveries'),
        cancelled.timers && count(cancelled.timers, 'timer'),
    ].filter(Boolean);
    const rows = [
        ['Worlds', count(report.sandboxes, 'world')],
        ['Cancelled', stopped.join(', ') || 'nothing'],
        ['Rules that never fired', list(leftovers.unfired_faults)],
        ['Rules that retries absorbed', list(leftovers.absorbed_faults)],
        ['Events not delivered', list(leftovers.undelivered_events)],
        ['Unmatched requests', list(leftovers.unmatched_requests.map(seq => `#${seq}`))],
    ];
    return h('dl.facts', rows.filter(([, value]) => value).map(([name, value]) => [h('dt', name), h('dd', value)]));
}

function list(items) {
    return items.length ? `${items.slice(0, 5).join(', ')}${items.length > 5 ? ` and ${items.length - 5} more` : ''}` : null;
}

/** Shows a result in an element that screen readers read. */
export function announce(element, ...children) {
    element.setAttribute('role', 'status');
    return replace(element, ...children);
}
