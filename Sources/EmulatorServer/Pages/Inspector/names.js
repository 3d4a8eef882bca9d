// The names of the contract, for fields with suggestions.

import { get } from './api.js';
import { field, h } from './dom.js';

let loading = null;

/** The operations and the event types of the contract, sorted. */
export function contractNames() {
    loading ??= load().catch(error => {
        loading = null;
        throw error;
    });
    return loading;
}

/** The coverage without hits and the gaps together name every part of the contract. */
async function load() {
    const { operations, events, gaps } = await get('/__admin/coverage', { gaps: true });
    const missing = kind => gaps.filter(gap => gap.kind === kind).map(gap => gap.name);
    return {
        operations: [...Object.keys(operations), ...missing('operation')].sort(),
        events: [...Object.keys(events), ...missing('event')].sort(),
    };
}

let lists = 0;

/** A text field with a label that suggests the names of one kind: `operations` or `events`. */
export function nameField(label, kind, properties = {}) {
    const options = h('datalist', { id: `names-${++lists}` });
    const input = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', list: options.id, ...properties });
    const element = field(label, input);
    element.append(options);
    contractNames().then(names => options.append(...names[kind].map(name => h('option', { value: name }))), () => {});
    return { element, input };
}
