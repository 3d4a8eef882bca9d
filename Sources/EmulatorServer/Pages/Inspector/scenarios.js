// The scenario files: loading one, reading one, and checking a text for mistakes.

import { button, dialog, field, h, replace, toast } from './dom.js';
import { get, open, report, send } from './api.js';
import { count } from './text.js';
import {
    act, announce, empty, failure, numberInput, panelHead, resetReport, rowButton, searchInput, section, targetText,
} from './panel.js';
import { editor } from './editor.js';

const sample = `version: 1
name: my-scenario
description: One customer with a connected number
organization:
  plan: business
customers:
  - { ref: acme, name: Acme Logistics }
accounts:
  - { phone_number_id: "1111475158712095", phone_number: "+62 857-2516-5424", customer: acme }
`;

export const view = {
    path: 'scenarios',
    title: 'Scenarios',
    key: 's',
    mount(root, { sandbox, readOnly }) {
        const list = h('ul.scenario-list');
        const search = searchInput('Filter the scenarios', 'Filter by name or description');
        const number = h('span.quiet', { role: 'status' });
        const result = h('section.card.panel-card', { hidden: true });
        const checker = scenarioChecker(readOnly);
        const note = sandbox
            ? 'A scenario that is loaded replaces this world and becomes its baseline.'
            : 'A scenario that is loaded replaces every world and becomes the baseline of all, later ones too.';
        root.append(h('div.panel',
            panelHead('Scenarios', sandbox, note),
            h('div.scenario-grid',
                h('div.stack', result, section('Files', { class: 'scenario-files', actions: [number] }, search, list)),
                checker.element)));

        let rows = [];
        function show() {
            const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
            const found = rows.filter(({ name, description }) => {
                const text = `${name} ${description ?? ''}`.toLowerCase();
                return words.every(word => text.includes(word));
            });
            number.textContent = `${found.length === rows.length ? '' : `${found.length} of `}${count(rows.length, 'file')}`;
            replace(list, found.length ? found.map(row) : h('li', rows.length
                ? empty('No file matches')
                : empty('No scenario files were found', 'They are looked for in the folder ', h('code', 'scenarios'), '.')));
        }
        function row(scenario) {
            return h('li.scenario',
                h('div.scenario-what',
                    h('p.row', h('b', { dir: 'auto' }, scenario.name),
                        scenario.mistakes ? h('span.badge.alarm', count(scenario.mistakes, 'mistake')) : null,
                        scenario.steps ? h('span.badge.quiet', count(scenario.steps, 'step')) : null),
                    h('p.quiet', { dir: 'auto' }, scenario.description ?? 'No description'),
                    h('p.mono.quiet.cut', { title: scenario.file }, scenario.file.split('/').slice(-2).join('/'))),
                h('div.row.scenario-actions',
                    rowButton('Read', scenario.name, () => read(scenario), { kind: 'quiet' }),
                    readOnly || scenario.mistakes ? null : rowButton('Load', scenario.name, () => load(scenario))));
        }
        async function read({ name }) {
            const file = await act(() => get(`/__admin/scenarios/${encodeURIComponent(name)}`));
            if (file) checker.showText(file.text);
        }
        async function load({ name }) {
            const seed = await askForSeed(name, sandbox);
            if (seed === null) return;
            const path = `/__admin/scenarios/${encodeURIComponent(name)}/load`;
            const body = seed === '' ? {} : { seed: Number(seed) };
            const outcome = await act(() => send('POST', path, { query: { sandbox }, body }), `${name} is loaded.`);
            if (!outcome) return;
            result.hidden = false;
            announce(result,
                h('div.row.apart.panel-card-head', h('h2', `Loaded ${name}`),
                    button('Hide', () => { result.hidden = true; }, { kind: 'quiet' })),
                resetReport(outcome));
        }

        search.addEventListener('input', show);
        get('/__admin/scenarios').then(({ data }) => { rows = data; show(); }, error => replace(list, h('li', failure(error))));
        return () => {};
    },
};

/** Resolves to the seed as text, which may be empty, or to null if the scenario is not to be loaded. */
function askForSeed(name, sandbox) {
    return new Promise(resolve => {
        let answer = null;
        const seed = numberInput('the seed of the file, if it has one');
        const agree = event => {
            event.preventDefault();
            answer = seed.value;
            opened.close();
        };
        const form = h('form', { id: 'seed-form', on: { submit: agree } },
            h('p', `This replaces ${targetText(sandbox)}:`),
            h('ul',
                h('li', 'All objects, settings, fault rules and the clock.'),
                h('li', 'The journal and the deliveries. What is pending is cancelled.')),
            h('p', 'Snapshots and coverage stay.'),
            field('Seed', seed, 'Makes ids and tokens repeatable.'));
        const opened = dialog(`Load ${name}?`, form, [
            button('Cancel', () => opened.close()),
            h('button.button.danger', { type: 'submit', form: 'seed-form' }, 'Load'),
        ]);
        opened.element.addEventListener('close', () => resolve(answer));
        seed.focus();
    });
}

function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A field for a text, and its mistakes. A check changes nothing, so a read-only page has it for reading files only. */
function scenarioChecker(readOnly) {
    const outcome = h('div');
    const text = editor({
        label: 'Text of a scenario file, YAML or JSON',
        help: 'A check changes nothing.',
        value: readOnly ? '' : sample,
        rows: 16,
        onInput: () => replace(outcome),
    });
    if (readOnly) text.input.readOnly = true;
    async function check() {
        try {
            const headers = { 'Content-Type': 'application/yaml' };
            const response = await open('POST', '/__admin/scenarios/check', { body: text.value, headers });
            const { ok, diagnostics } = await response.json();
            text.show(diagnostics.map(item => ({ ...item, hint: item.hint && sentence(item.hint) })));
            announce(outcome, ok
                ? h('p.note', h('b.good-text', '✓ No mistakes.'),
                    diagnostics.length ? ` ${count(diagnostics.length, 'warning')}.` : null)
                : h('p.note.alarm', count(diagnostics.filter(item => item.severity === 'error').length, 'mistake')));
        } catch (error) {
            report(error);
        }
    }
    const element = section(readOnly ? 'Text of a file' : 'Check a text', { class: 'scenario-check' },
        text.element, outcome,
        readOnly ? null : h('div.row.end', button('Check', check, { kind: 'primary' })));
    return {
        element,
        showText(value) {
            text.value = value;
            replace(outcome);
            text.input.scrollTop = 0;
            element.scrollIntoView({ block: 'nearest' });
            toast('The text of the file is in the field.');
        },
    };
}
