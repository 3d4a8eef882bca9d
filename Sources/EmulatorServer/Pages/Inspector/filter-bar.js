// The search and the filters above the timeline.

import { h } from './dom.js';
import { kinds, listed, marks, statuses } from './filter.js';

export class FilterBar {
    #query;
    #onChange;
    #operations = new Set();

    constructor(query, onChange) {
        this.#query = query;
        this.#onChange = onChange;
        this.search = h('input', {
            type: 'search', placeholder: 'Search path, operation, id, error', 'aria-label': 'Search the timeline',
            value: query.q ?? '', data: { search: '' }, spellcheck: 'false',
            on: { input: () => this.#change({ q: this.search.value }) },
        });
        this.operation = h('select', {
            'aria-label': 'Operation', on: { change: () => this.#change({ operation: this.operation.value }) },
        }, h('option', { value: '' }, 'Any operation'));
        this.chips = [
            ...this.#chips('kind', kinds), ...this.#chips('status', statuses), ...this.#chips('only', marks),
        ];
        this.element = h('div.filters', { role: 'search' },
            h('div.filters-first', this.search, this.operation),
            h('div.chips',
                ['kind', 'status', 'only'].map(name => h('div.chip-group', { role: 'group', 'aria-label': name },
                    this.chips.filter(chip => chip.dataset.name === name)))));
        this.set(query);
    }

    #chips(name, texts) {
        return Object.entries(texts).map(([value, text]) => h('button.chip', {
            type: 'button', 'aria-pressed': false, data: { name, value },
            on: { click: () => this.#toggle(name, value, texts) },
        }, text));
    }

    #toggle(name, value, texts) {
        const before = listed(this.#query[name], texts);
        const after = before.includes(value) ? before.filter(item => item !== value) : [...before, value];
        this.#change({ [name]: after.join(',') });
    }

    #change(members) {
        const { sandbox, ...query } = { ...this.#query, ...members };
        this.#onChange(query);
    }

    set(query) {
        this.#query = query;
        if (this.search.value !== (query.q ?? '')) this.search.value = query.q ?? '';
        const all = { kind: kinds, status: statuses, only: marks };
        for (const chip of this.chips) {
            const { name, value } = chip.dataset;
            chip.setAttribute('aria-pressed', listed(query[name], all[name]).includes(value));
        }
        if (query.operation) this.#offer(query.operation);
        this.operation.value = query.operation ?? '';
    }

    /** Offers the operations of the lines. */
    setOperations(lines) {
        for (const { kind, row } of lines) if (kind === 'request' && row.operation) this.#offer(row.operation);
    }

    #offer(operation) {
        if (this.#operations.has(operation)) return;
        this.#operations.add(operation);
        const next = [...this.operation.options].slice(1).find(option => option.value > operation) ?? null;
        this.operation.insertBefore(h('option', { value: operation }, operation), next);
    }
}
