// The worlds: creating, resetting and deleting them, and the settings of their organizations.

import { button, code, copyButton, dialog, field, h, replace } from './dom.js';
import { get, report, send } from './api.js';
import { hashOf, navigate } from './router.js';
import { on, onChange, refresh, worlds } from './store.js';
import { ago, count, moment, shorten } from './text.js';
import {
    act, announce, choiceInput, confirmLoss, empty, modeBadge, numberInput, panelHead, resetReport, rowButton, section, textInput,
} from './panel.js';
import { settingsPanel } from './settings.js';
import { table } from './table.js';

export const view = {
    path: 'worlds',
    title: 'Worlds',
    key: 'w',
    mount(root, { sandbox, readOnly }) {
        const table = h('div');
        const result = h('section.card.panel-card', { hidden: true });
        const settings = settingsPanel({ sandbox, readOnly });
        const actions = readOnly ? [] : [
            button('Reset all', () => resetWorlds(null, result), { kind: 'danger' }),
            button('New world', createWorld, { kind: 'primary' }),
        ];
        const note = sandbox
            ? 'The settings below are those of this world.'
            : 'The settings below apply to every world and to worlds that are created later.';
        root.append(h('div.panel',
            panelHead('Worlds', sandbox, note),
            h('div.stack', result, section('Worlds', { actions, class: 'world-card' }, table), settings.element)));

        const show = () => replace(table, worldTable(worlds(), { sandbox, readOnly, result }));
        show();
        refresh('worlds');
        const offs = [onChange('worlds', show), on('request', later), on('clock', () => refresh('worlds'))];
        let timer = null;
        function later() {
            timer ??= setTimeout(() => { timer = null; refresh('worlds'); }, 3000);
        }
        return () => {
            clearTimeout(timer);
            settings.unmount();
            for (const off of offs) off();
        };
    },
};

function worldTable(rows, { sandbox, readOnly, result }) {
    if (!rows.length) return empty('No worlds yet', 'The first request with an API key creates one.');
    const number = title => ({ title, class: 'number' });
    const columns = [
        'World', 'Key', 'Scenario', 'Clock', number('Customers'), number('Messages'), number('Requests'), 'Last used',
        !readOnly && { title: 'Actions', class: 'actions', isUnseen: true },
    ];
    return table(columns, rows.map(row => [
        [h('a.mono', { href: hashOf('worlds', [], { sandbox: row.id }), title: row.id }, shorten(row.id)),
            row.id === sandbox ? [' ', h('span.badge', 'Chosen')] : null],
        h('span.mono', { title: 'The last four characters of the API key' }, `…${row.key_last4}`),
        h('span', { dir: 'auto' }, row.scenario, row.seed === null ? null : h('span.quiet', ` seed ${row.seed}`)),
        h('span', { title: moment(row.clock.now) }, modeBadge(row.clock)),
        row.customers.toLocaleString('en'),
        row.messages.toLocaleString('en'),
        row.requests.toLocaleString('en'),
        h('time', { datetime: row.used_at, title: `Created ${moment(row.born_at)}` }, ago(row.used_at)),
        readOnly ? null : h('div.row',
            rowButton('Reset', row.id, () => resetWorlds(row, result)),
            rowButton('Delete', row.id, () => deleteWorld(row, sandbox), { kind: 'danger' })),
    ])).element;
}

// Resetting and deleting

/** What a world has that a reset removes. */
function contentsOf(row) {
    return [
        `${count(row.customers, 'customer')}, ${count(row.messages, 'message')} and all other objects.`,
        `The journal with ${count(row.requests, 'request')}, and all deliveries.`,
    ];
}

async function resetWorlds(row, result) {
    const choice = await askForReset(row);
    if (!choice) return;
    const outcome = await act(() => send('POST', '/__admin/reset', { query: { sandbox: row?.id }, body: choice }),
        ({ sandboxes }) => `${count(sandboxes, 'world')} reset.`);
    if (!outcome) return;
    result.hidden = false;
    announce(result,
        h('div.row.apart.panel-card-head', h('h2', row ? `Reset ${shorten(row.id)}` : 'Reset all worlds'),
            button('Hide', () => { result.hidden = true; }, { kind: 'quiet' })),
        resetReport(outcome));
}

/** Resolves to the body of the reset, or to null. */
function askForReset(row) {
    return new Promise(resolve => {
        let answer = null;
        const to = choiceInput([
            ['baseline', 'The baseline: what the scenario says'], ['empty', 'Empty: the organization and its teams alone'],
        ]);
        const seed = numberInput('as before');
        const form = h('form', { id: 'reset-form', on: { submit: event => {
            event.preventDefault();
            answer = { to: to.value };
            if (seed.value) answer.seed = Number(seed.value);
            opened.close();
        } } },
            h('p', row ? 'This world loses:' : `All ${count(worlds().length, 'world')} lose:`),
            h('ul', (row ? contentsOf(row) : ['All their objects.', 'Their journals and deliveries.',
                'Settings and rules of all worlds that were made since the start.']).map(text => h('li', text)),
            h('li', 'Changed settings, the clock, and counts of fault rules.')),
            h('p', 'What is pending is cancelled. Snapshots and coverage stay.'),
            field('Reset to', to), field('Seed', seed, 'Makes ids and tokens repeatable.'));
        const opened = dialog(row ? `Reset ${shorten(row.id)}?` : 'Reset all worlds?', form, [
            button('Cancel', () => opened.close()),
            h('button.button.danger', { type: 'submit', form: 'reset-form' }, row ? 'Reset this world' : 'Reset all worlds'),
        ]);
        opened.element.addEventListener('close', () => resolve(answer));
        to.focus();
    });
}

async function deleteWorld(row, sandbox) {
    const isAgreed = await confirmLoss(
        `Delete ${shorten(row.id)}?`,
        [...contentsOf(row), 'All its snapshots.'],
        'Delete this world',
        { note: 'The next request with its key starts a new world.' });
    if (!isAgreed) return;
    // First, so that nothing is fetched of a world that is gone.
    if (row.id === sandbox) location.hash = '#/worlds';
    await act(() => send('DELETE', `/__admin/sandboxes/${row.id}`), 'The world is deleted.');
    refresh('worlds');
}

// Creating

async function createWorld() {
    const scenario = choiceInput([['', 'The common baseline']]);
    const seed = numberInput('random');
    const key = textInput('generated', { pattern: 'kdv_(live|test)_\\S+' });
    const clock = choiceInput([['scenario', 'As the scenario says'], ['real', 'Running'], ['frozen', 'Frozen']]);
    const now = textInput('now, or 2026-06-05T00:00:00Z');
    const timeField = field('Time', now);
    timeField.hidden = true;
    clock.addEventListener('change', () => { timeField.hidden = clock.value === 'scenario'; });
    const form = h('form', { id: 'world-form', on: { submit: event => { event.preventDefault(); create(); } } },
        field('Scenario', scenario),
        h('div.pair', field('Seed', seed, 'Makes ids repeatable.'), field('Clock', clock)),
        timeField,
        field('API key', key, 'Begins with kdv_test_ or kdv_live_.'));
    const opened = dialog('New world', form, [
        button('Cancel', () => opened.close()),
        h('button.button.primary', { type: 'submit', form: 'world-form' }, 'Create'),
    ]);
    get('/__admin/scenarios').then(({ data }) => scenario.append(
        ...data.filter(row => !row.mistakes).map(row => h('option', { value: row.name }, row.name))), report);

    async function create() {
        const body = {};
        if (scenario.value) body.scenario = scenario.value;
        if (seed.value) body.seed = Number(seed.value);
        if (key.value.trim()) body.api_key = key.value.trim();
        if (clock.value !== 'scenario') body.clock = { mode: clock.value, now: now.value.trim() || undefined };
        const world = await act(() => send('POST', '/__admin/sandboxes', { body }));
        if (!world) return;
        opened.close();
        refresh('worlds');
        showKey(world);
    }
}

/** Shows the key of a new world, which no other call returns. */
function showKey(world) {
    const variables = [
        `export KIRIMDEV_BASE_URL=${world.base_url}`,
        `export KIRIMDEV_API_KEY=${world.api_key}`,
        `export KIRIMDEV_WEBHOOK_SECRET=${world.webhook_secret}`,
    ].join('\n');
    const row = (name, value) => [h('dt', name), h('dd', h('code', value), copyButton('Copy', () => value))];
    const opened = dialog('The world is created',
        [
            h('p.note.warn', 'The key is shown only now. Copy it before you close this.'),
            h('dl.new-world',
                row('World', world.id), row('API key', world.api_key),
                row('Base URL', world.base_url), row('Webhook secret', world.webhook_secret)),
            h('p', 'For a shell:'),
            code(variables, 'sh'),
        ],
        [button('Show this world', () => {
            opened.close();
            navigate(`#/timeline?sandbox=${world.id}`);
        }, { kind: 'primary' })]);
}
