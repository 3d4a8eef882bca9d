// The fault rules: switches, counts and hits, and forms that add rules.

import { button, h, json, replace } from './dom.js';
import { get, report, send } from './api.js';
import { hashOf, navigate } from './router.js';
import { count, shorten } from './text.js';
import { isArmed } from './store.js';
import { act, confirmLoss, empty, failure, panelHead, refreshOn, section, targetText, worldBadge } from './panel.js';
import { actionText, isOfDeliveries, limitTexts, matcherText } from './fault-text.js';
import { presetForm, ruleForm } from './fault-forms.js';
import { table } from './table.js';

export const view = {
    path: 'faults',
    title: 'Faults',
    key: 'f',
    mount(root, { params, sandbox, readOnly }) {
        const panel = faultPanel(root, { sandbox, readOnly });
        panel.open(params[0] ?? null);
        return {
            update: context => panel.open(context.params[0] ?? null),
            unmount: panel.unmount,
        };
    },
};

function faultPanel(root, { sandbox, readOnly }) {
    const list = h('div.fault-list');
    const number = h('span.quiet');
    const removeAll = readOnly ? null : button('Delete all', () => deleteAll(), { kind: 'danger' });
    const note = sandbox
        ? 'New rules apply to this world only. Its own rules are asked before those of all worlds.'
        : 'New rules apply to every world and to worlds that are created later. Each world counts for itself.';
    root.append(h('div.panel',
        panelHead('Faults', sandbox, note),
        h('div.fault-grid',
            section('Rules', { class: 'fault-rules', actions: [number, removeAll].filter(Boolean) }, list),
            readOnly ? null : h('div.stack.fault-add', presetForm({ sandbox, done: added }), ruleForm({ sandbox, done: added })))));

    let rules = [];
    let opened = null;
    let isMounted = true;

    async function load() {
        try {
            rules = (await get('/__admin/faults', { sandbox })).data;
            if (isMounted) await show();
        } catch (error) {
            replace(list, failure(error));
        }
    }

    async function show() {
        const [shown, listed] = [opened, rules];
        // Several worlds may have a rule with the same id.
        const found = listed.filter(rule => rule.id === shown);
        const details = new Map(await Promise.all(found.map(async rule => [rule, await detailOf(rule)])));
        if (!isMounted || shown !== opened || listed !== rules) return;
        const isFocused = list.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
        const armed = rules.filter(isArmed).length;
        number.textContent = rules.length ? `${armed} of ${count(rules.length, 'rule')} armed` : '';
        if (removeAll) removeAll.hidden = rules.length === 0;
        replace(list,
            opened !== null && !found.length ? h('div.note.warn', `There is no rule `, h('code', opened), ' here.') : null,
            rules.length
                ? rules.map(rule => ruleRow(rule, details.get(rule) ?? null))
                : empty('No fault rules', readOnly ? null : 'Add a preset or a rule to see how a client copes with trouble.'));
        if (isFocused) list.querySelector(`[data-focus="${CSS.escape(isFocused)}"]`)?.focus();
    }

    async function detailOf(rule) {
        try {
            return await get(pathOf(rule), { sandbox: rule.sandbox ?? sandbox });
        } catch (error) {
            report(error);
            return rule;
        }
    }

    function ruleRow(rule, detail) {
        const isOpen = detail !== null;
        const limits = limitTexts(rule);
        return h('article.fault', { class: isArmed(rule) ? 'armed' : null, data: { id: rule.id } },
            h('div.fault-head',
                readOnly ? null : ruleSwitch(rule),
                h('div.fault-what',
                    h('p.fault-action', { dir: 'auto' }, actionText(rule.then)),
                    h('p.quiet', { dir: 'auto' }, matcherText(rule.on, subjectOf(rule)),
                        limits.length ? ` · ${limits.join(', ')}` : null))),
            h('p.row.fault-facts',
                stateBadge(rule),
                scopeOf(rule),
                h('span.fault-id.mono', { dir: 'auto', title: rule.id }, rule.id),
                h('a.fault-more', {
                    href: isOpen ? hashOf('faults') : hashOf('faults', [rule.id]),
                    'aria-expanded': isOpen, 'aria-label': `Details of the rule ${rule.id}`,
                    data: { focus: `open ${rule.id} ${rule.sandbox}`, back: isOpen ? '' : null },
                }, isOpen ? 'Less' : 'Details'),
                counts(rule)),
            isOpen ? ruleDetail(rule, detail) : null);
    }

    function ruleSwitch(rule) {
        const box = h('input.switch', {
            type: 'checkbox', role: 'switch', checked: rule.enabled,
            'aria-label': `The rule ${rule.id} is on`, data: { focus: `switch ${rule.id} ${rule.sandbox}` },
            on: { change: async () => {
                const target = rule.sandbox ?? sandbox;
                await act(() => send('PATCH', pathOf(rule), { query: { sandbox: target }, body: { enabled: box.checked } }),
                    `${box.checked ? 'Enabled' : 'Disabled'} in ${rule.sandbox && !sandbox ? 'its world' : targetText(target)}.`);
                load();
            } },
        });
        return box;
    }

    function scopeOf(rule) {
        if (rule.sandbox === null) return h('span.badge.quiet', 'All worlds');
        if (sandbox) return h('span.badge.quiet', 'This world');
        return worldBadge('faults', rule.sandbox);
    }

    function ruleDetail(rule, detail) {
        const log = detail.hit_log ?? [];
        return h('div.fault-detail',
            h('h3', 'Hits'),
            log.length ? hitTable(rule, log) : h('p.quiet', isOfDeliveries(rule)
                ? 'A rule for deliveries has no hits. Its deliveries name it.'
                : 'No request was hit yet.'),
            h('h3', 'Rule'),
            json(draftOf(detail)),
            readOnly ? null : h('div.row',
                button(rule.sandbox === null && sandbox ? 'Delete in all worlds' : 'Delete', () => remove(rule), { kind: 'danger' })));
    }

    function hitTable(rule, log) {
        const hasWorlds = rule.sandbox === null && !sandbox;
        return table(['Request', hasWorlds && 'World', 'Verdict', 'Came again as', 'Client'], log.toReversed().map(hit => [
            requestLink(hit.sandbox, hit.seq),
            h('span.mono', { title: hit.sandbox }, hit.sandbox ? shorten(hit.sandbox) : 'none'),
            verdictBadge(hit.verdict),
            hit.repeated_by === null ? '–' : h('span', requestLink(hit.sandbox, hit.repeated_by),
                h('span.quiet', ` after ${hit.gap_ms} ms${connectionText(hit.same_connection)}`)),
            h('span', { dir: 'auto' }, hit.user_agent ?? '–'),
        ])).element;
    }

    async function remove(rule) {
        const isLost = rule.sandbox === null && sandbox
            ? await confirmLoss(`Delete the rule ${rule.id}?`, ['The rule in all worlds, with its counts and hits.'], 'Delete in all worlds')
            : true;
        if (!isLost) return;
        await act(() => send('DELETE', pathOf(rule), { query: { sandbox: rule.sandbox } }), 'The rule is deleted.');
        if (opened === rule.id) navigate('#/faults');
        load();
    }

    async function deleteAll() {
        const own = rules.filter(rule => rule.sandbox === sandbox).length;
        const others = rules.length - own;
        const isAgreed = await confirmLoss(
            `Delete the fault rules of ${targetText(sandbox)}?`,
            [`${count(own, 'rule')} with counts and hits.`],
            'Delete the rules',
            { note: others ? `${count(others, 'rule')} of ${sandbox ? 'all worlds' : 'single worlds'} will stay.` : null });
        if (!isAgreed) return;
        navigate('#/faults');
        await act(() => send('DELETE', '/__admin/faults', { query: { sandbox } }),
            ({ deleted }) => `${count(deleted, 'rule')} deleted.`);
        load();
    }

    async function added(rule) {
        await load();
        navigate(`#/faults/${encodeURIComponent(rule.id)}`);
    }

    load();
    const off = refreshOn(['fault'], load, 300);
    return {
        open(id) {
            opened = id;
            show().then(() => list.querySelector(`[data-id="${CSS.escape(id ?? '')}"]`)?.scrollIntoView({ block: 'nearest' }));
        },
        unmount() {
            isMounted = false;
            off();
        },
    };
}

/** What a rule for `any` selects. */
function subjectOf(rule) {
    if (isOfDeliveries(rule)) return 'delivery';
    return rule.then.error ? 'operation that lists the code' : 'request';
}

function pathOf(rule) {
    return `/__admin/faults/${encodeURIComponent(rule.id)}`;
}

function requestLink(sandbox, seq) {
    return h('a', { href: hashOf('requests', [sandbox ?? '-', String(seq)]) }, `#${seq}`);
}

function connectionText(isSame) {
    if (isSame === null) return '';
    return isSame ? ' on the same connection' : ' on a new connection';
}

function stateBadge(rule) {
    if (!rule.enabled) return h('span.badge.quiet', 'Off');
    if (rule.remaining === 0) return h('span.badge.quiet', 'Used up');
    return h('span.badge.warn', 'Armed');
}

function verdictBadge(verdict) {
    const [tone, text] = {
        absorbed: ['good', 'Absorbed by a retry'], not_repeated: ['alarm', 'Not repeated'], pending: ['quiet', 'Pending'],
    }[verdict];
    return h('span.badge', { class: tone }, text);
}

function counts(rule) {
    const { absorbed, not_repeated: notRepeated, pending } = rule.hits;
    const part = (number, text, title) => h('span', { title }, h('b', number.toLocaleString('en')), ` ${text}`);
    return h('span.fault-counts',
        part(rule.matched, 'matched', 'Requests or deliveries that the rule selects'),
        part(rule.fired, 'fired', 'How often the rule took effect'),
        rule.remaining === null ? h('span', 'no limit') : part(rule.remaining, 'left', 'How often it can still fire'),
        absorbed ? part(absorbed, 'absorbed', 'Hit requests that came again within 5 s') : null,
        notRepeated ? part(notRepeated, 'not repeated', 'Hit requests that did not come again within 5 s') : null,
        pending ? part(pending, 'pending', 'Hit requests whose 5 s are not over') : null);
}

/** The members of a rule that a new rule can be made of. */
function draftOf({ id, on, then, phase, reuse, repeats, skip, times, every, probability, enabled }) {
    const draft = { id, on, then };
    if (phase === 'after_commit') draft.phase = phase;
    if (reuse) draft.reuse = reuse;
    if (repeats && then.connection === undefined) draft.repeats = repeats;
    if (skip) draft.skip = skip;
    if (times !== null) draft.times = times;
    if (every > 1) draft.every = every;
    if (probability < 1) draft.probability = probability;
    if (!enabled) draft.enabled = enabled;
    return draft;
}
