// What of the contract was exercised, and what was not, with hints.

import { button, h, replace } from './dom.js';
import { get, send } from './api.js';
import { hashOf, setQuery } from './router.js';
import { count, statusClass } from './text.js';
import { act, confirmLoss, empty, failure, panelHead, refreshOn, searchInput, section, targetText } from './panel.js';
import { table } from './table.js';

const totals = [
    ['operations', 'operation', 'Operations'],
    ['statuses', 'status', 'Statuses'],
    ['codes', 'code', 'Error codes'],
    ['operation_codes', 'operation_code', 'Error codes by operation'],
    ['injected_codes', 'injected_code', 'Codes that only faults give'],
    ['events', 'event', 'Events'],
];
/** How many gaps are shown at once. */
const pageSize = 100;

export const view = {
    path: 'coverage',
    title: 'Coverage',
    key: 'v',
    mount(root, { sandbox, query, readOnly }) {
        let coverage = null;
        let kind = totals.some(([, name]) => name === query.gaps) ? query.gaps : 'operation';
        let isMounted = true;
        const tiles = h('div.coverage-tiles');
        const gaps = h('div');
        const search = searchInput('Filter the gaps', 'Filter by name');
        const operations = h('div');
        const events = h('div');
        const page = new URLSearchParams({ format: 'html', ...(sandbox ? { sandbox } : {}) });
        const note = sandbox
            ? 'Counts this world since it was created. A reset keeps the counts.'
            : 'Counts all worlds together, deleted ones too. A reset keeps the counts.';
        root.append(h('div.panel',
            panelHead('Coverage', sandbox, note, [
                h('a.button', { href: `/__admin/coverage?${page}`, target: '_blank', rel: 'noopener' }, 'As one HTML file'),
                readOnly ? null : button('Set to zero', clear, { kind: 'danger' }),
            ].filter(Boolean)),
            tiles,
            h('div.coverage-grid',
                section('Never exercised', { class: 'coverage-gaps' }, search, gaps),
                h('div.stack', section('Exercised operations', {}, operations), section('Events', {}, events)))));

        async function load() {
            try {
                coverage = await get('/__admin/coverage', { sandbox, gaps: true });
                if (isMounted) show();
            } catch (error) {
                replace(gaps, failure(error));
            }
        }
        function show() {
            replace(tiles, totals.map(([name, item, title]) => tile(title, coverage.totals[name], item)));
            showGaps();
            replace(operations, operationTable(coverage));
            replace(events, countList(coverage.events, coverage.injected.events));
        }
        function tile(title, { seen, of }, item) {
            const missing = of - seen;
            return h('button.tile', {
                type: 'button', 'aria-pressed': item === kind,
                on: { click: () => { kind = item; setQuery({ gaps: item }); show(); } },
            },
                h('span.tile-title', title),
                h('span.tile-number', h('b', String(seen)), ` of ${of}`),
                h('progress', { max: String(of || 1), value: seen, 'aria-hidden': true }),
                h('span.quiet', missing ? `${missing} to go` : '✓ All'));
        }
        function showGaps(limit = pageSize) {
            const [, , title] = totals.find(([, item]) => item === kind);
            const text = search.value.trim().toLowerCase();
            const all = coverage.gaps.filter(gap => gap.kind === kind);
            const found = all.filter(gap => gap.name.toLowerCase().includes(text));
            replace(gaps,
                h('p.quiet', { role: 'status' }, `${title}: ${text ? `${found.length} of ` : ''}${count(all.length, 'gap')}`),
                found.length
                    ? h('dl.gap-list', found.slice(0, limit).map(gap => h('div', h('dt', gap.name), h('dd', hintParts(gap.hint)))))
                    : empty(all.length ? 'No gap matches' : 'No gaps here', all.length ? null : 'All of them were exercised.'),
                found.length > limit
                    ? button(`Show ${Math.min(pageSize, found.length - limit)} more`, () => showGaps(limit + pageSize))
                    : null);
        }
        async function clear() {
            const loss = [`All counts of operations, statuses, codes and events of ${targetText(sandbox)}.`];
            const note = 'Worlds, journals and rules stay.';
            if (!await confirmLoss('Set the coverage to zero?', loss, 'Set to zero', { note })) return;
            await act(() => send('DELETE', '/__admin/coverage', { query: { sandbox } }), 'The coverage is zero.');
            load();
        }

        search.addEventListener('input', () => coverage && showGaps());
        load();
        const off = refreshOn(['request', 'event'], load, 2000);
        return () => {
            isMounted = false;
            off();
        };
    },
};

/** A hint with what stands in backticks as code. */
function hintParts(hint) {
    return hint.split('`').map((part, index) => (index % 2 ? h('code', part) : part));
}

function operationTable({ operations, injected }) {
    const names = [...new Set([...Object.keys(operations), ...Object.keys(injected.operations)])];
    if (!names.length) return empty('No operation was called yet');
    return table(['Operation', 'Statuses and codes', 'By faults'], names.map(name => [
        h('a', { href: hashOf('timeline', [], { q: name }) }, name),
        countBadges(operations[name]),
        countBadges(injected.operations[name]),
    ])).element;
}

function countBadges(counts) {
    if (!counts) return h('span.quiet', '–');
    const badge = (tone, [name, number]) => h('span.badge', { class: tone }, `${name} × ${number}`);
    return h('span.row',
        Object.entries(counts.statuses).map(entry => badge(statusClass(Number(entry[0])), entry)),
        Object.entries(counts.codes).map(entry => badge('quiet', entry)));
}

function countList(counts, injected) {
    const names = [...new Set([...Object.keys(counts), ...Object.keys(injected)])].sort();
    if (!names.length) return empty('No event happened yet');
    const number = title => ({ title, class: 'number' });
    return table(['Event', number('Caused'), number('Triggered')], names.map(name => [
        name, (counts[name] ?? 0).toLocaleString('en'), (injected[name] ?? 0).toLocaleString('en'),
    ])).element;
}
