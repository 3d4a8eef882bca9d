// The forms that add fault rules: an error of the contract, and any rule as JSON.

import { button, field, h, replace } from './dom.js';
import { get, report, send } from './api.js';
import { editor, markAt } from './editor.js';
import { JSONTextError, parsePlaces, placeOf } from './json-place.js';
import { act, numberInput, section, targetText } from './panel.js';

/** A form that adds an error code of the contract as a rule. `done(rule)` gets the new rule. */
export function presetForm({ sandbox, done }) {
    const code = h('select', { required: true });
    const operation = h('select');
    const times = numberInput('no limit');
    const about = h('p.help', { 'aria-live': 'polite' });
    let presets = [];

    function chosen() {
        return presets.find(preset => preset.name === code.value);
    }
    function showChoice() {
        const preset = chosen();
        replace(operation,
            h('option', { value: '' }, `All ${preset.operations.length} that list it`),
            preset.operations.map(name => h('option', { value: name }, name)));
        about.textContent = `Answers ${preset.status} with the type ${preset.type}.`;
    }
    async function add() {
        const body = { preset: code.value };
        if (operation.value) body.on = { operation: operation.value };
        if (times.value) body.times = Number(times.value);
        const rule = await act(() => send('POST', '/__admin/faults', { query: { sandbox }, body }),
            `The rule is armed in ${targetText(sandbox)}.`);
        if (rule) done(rule);
    }

    code.addEventListener('change', showChoice);
    get('/__admin/faults/presets').then(({ data }) => {
        presets = data.filter(preset => preset.operations.length);
        replace(code, byStatus(presets).map(([status, rows]) => h('optgroup', { label: String(status) },
            rows.map(row => h('option', { value: row.name }, row.name)))));
        code.value = presets.find(preset => preset.name === 'rate_limit_exceeded')?.name ?? presets[0].name;
        showChoice();
    }).catch(report);

    const form = h('form.preset-form', { on: { submit: event => { event.preventDefault(); add(); } } },
        field('Error code', code), field('Operation', operation), field('Times', times),
        h('div.preset-end', about, h('button.button.primary', { type: 'submit' }, 'Add the rule')));
    return section('Add an error', {}, form);
}

function byStatus(presets) {
    const groups = Map.groupBy(presets, preset => preset.status);
    return [...groups].sort(([left], [right]) => left - right);
}

const examples = [
    ['Throttled twice', { on: { operation: 'createCustomer' }, times: 2, then: { error: 'rate_limit_exceeded', retry_after: 2 } }],
    ['Lost answer', { on: { operation: 'sendMessage' }, phase: 'after_commit', times: 1, then: { connection: 'reset' } }],
    ['Slow', { on: { any: true }, then: { delay: { uniform: ['200ms', '2s'] } } }],
    ['Broken JSON', { on: { any: true }, times: 1, then: { malformed: true } }],
    ['Webhook lost', { on: { event: 'customer.onboarded' }, times: 1, then: { drop: true } }],
    ['Webhook twice', { on: { event: '*' }, then: { duplicate: { n: 1 } } }],
    ['Webhooks reordered', { on: { event: '*' }, then: { reorder: { window: 3 } } }],
    ['Wrong signature', { on: { event: '*' }, times: 1, then: { signature: 'wrong' } }],
];

/** A form that adds a rule that is written as JSON, and shows each mistake at its place. */
export function ruleForm({ sandbox, done }) {
    const text = editor({
        label: 'Rule as JSON',
        help: [h('code', 'on'), ' selects requests or deliveries, and ', h('code', 'then'), ' says what happens to them.'],
        value: pretty(examples[0][1]),
        rows: 9,
    });
    const add = button('Add the rule', async () => {
        text.clear();
        const draft = read(text);
        if (!draft) return;
        try {
            done(await send('POST', '/__admin/faults', { query: { sandbox }, body: draft.value }));
        } catch (error) {
            if (!error.errors?.length) return report(error);
            text.show(error.errors.map(({ pointer, message, hint }) => (
                markAt(text.value, draft.rangeOf(pointer), `${pointer} ${message}`.trim(), hint))));
        }
    }, { kind: 'primary' });
    return section('Add any rule', {},
        h('div.row.examples', { role: 'group', 'aria-label': 'Examples' },
            examples.map(([name, rule]) => button(name, () => { text.value = pretty(rule); }))),
        text.element,
        h('div.row.end', add));
}

function pretty(value) {
    return JSON.stringify(value, null, 2);
}

/** The parsed text of an editor; null, with a mark at the mistake, if it is not JSON. */
export function read(text) {
    try {
        return parsePlaces(text.value);
    } catch (error) {
        if (!(error instanceof JSONTextError)) throw error;
        text.show([{ ...placeOf(text.value, error.offset), message: `Not JSON: ${error.message}`, severity: 'error' }]);
        return null;
    }
}
