// The rows of the timeline: fetched once, then kept up to date by the stream.

import { get, isUnknownWorld, report } from './api.js';
import { live, on } from './store.js';
import { capacity, keyOf, Trace } from './trace.js';

/** How many rows the first page of a list has, so that they are shown soon, and how many the others have. */
const pages = { first: 200, other: 1000 };

/** After this time, the emulator counts the hit of a fault rule as not repeated. */
const repeatWindow = 5200;

/** How long changes of holds are collected before the holds are asked what they still stop. */
const holdPause = 200;

/** The least time between two calls of the listeners: a busy world changes hundreds of times a second. */
const changePause = 200;

const lists = {
    request: '/__admin/requests',
    event: '/__admin/webhooks/events',
    delivery: '/__admin/webhooks/deliveries',
};

let opened = null;

/** The journal of one world, or of all if null. It stays open until another one is opened. */
export function journalOf(sandbox) {
    if (opened?.sandbox !== sandbox) {
        opened?.close();
        opened = new Journal(sandbox);
    }
    return opened;
}

class Journal {
    trace = new Trace();
    isLoading = true;
    #listeners = new Set();
    #buffer = [];
    #offs;
    #loads = 0;
    #isComplete = false;
    #frame = 0;
    /** Runs during the pause after a call of the listeners. */
    #pauseTimer = null;
    #hasChanged = false;
    #holdTimer = null;

    constructor(sandbox) {
        this.sandbox = sandbox;
        this.#offs = [
            ...Object.keys(lists).map(kind => on(kind, row => this.#receive({ kind, row }))),
            on('hold', row => this.#receive({ kind: 'hold', row })),
            on('reset', row => this.#receive({ kind: 'reset', row })),
            on('gap', () => this.#load()),
            on('connection', ({ live }) => live && !this.#isComplete && this.#load()),
        ];
        if (live()) this.#load();
    }

    /** Calls `fn()` after changes: soon after the first one, and then once for all changes in a pause. Returns a function that ends it. */
    onChange(fn) {
        this.#listeners.add(fn);
        return () => this.#listeners.delete(fn);
    }

    close() {
        for (const off of this.#offs) off();
        cancelAnimationFrame(this.#frame);
        clearTimeout(this.#pauseTimer);
        clearTimeout(this.#holdTimer);
        this.#loads += 1;
    }

    /** Fetches all rows, the newest first. What the stream sends meanwhile is applied afterwards, as it may be newer. */
    async #load() {
        const number = ++this.#loads;
        this.isLoading = true;
        const trace = new Trace();
        const isComplete = await this.#fetch(this.sandbox, number, (kind, row) => {
            this.#put(trace, kind, row);
            this.trace = trace;
        });
        if (number !== this.#loads) return;
        this.#isComplete = isComplete;
        if (isComplete) this.trace = trace;
        this.isLoading = false;
        for (const item of this.#buffer.splice(0)) this.#apply(item);
        this.#changed();
    }

    /** Fetches the rows of a world page by page; requests come first, so that events are put under them. */
    async #fetch(sandbox, number, use) {
        let cursors = Object.keys(lists).map(kind => ({ kind, before: null }));
        let count = 0;
        try {
            while (cursors.length && count < capacity) {
                const found = await Promise.all(cursors.map(cursor => this.#fetchPage(sandbox, cursor)));
                if (number !== this.#loads) return false;
                for (const { kind, rows } of found) for (const row of rows) use(kind, row);
                count += found.reduce((sum, { rows }) => sum + rows.length, 0);
                cursors = found.filter(({ isLast }) => !isLast).map(({ kind, rows }) => ({ kind, before: rows[0].number }));
                this.#changed();
            }
            return true;
        } catch (error) {
            // A world that was deleted has been emptied already.
            if (number === this.#loads && !isUnknownWorld(error)) report(error);
            return false;
        }
    }

    async #fetchPage(sandbox, { kind, before }) {
        const limit = before === null ? pages.first : pages.other;
        const { data: rows } = await get(lists[kind], { sandbox, limit, before, newest: kind === 'request' ? true : null });
        return { kind, rows, isLast: rows.length < limit };
    }

    #receive(item) {
        if (this.isLoading) this.#buffer.push(item);
        else this.#apply(item);
    }

    #apply({ kind, row }) {
        if (kind === 'reset') this.#refill(row.sandbox ?? null);
        else if (kind === 'hold') this.#holdTimer ??= setTimeout(() => this.#checkHolds(), holdPause);
        else this.#put(this.trace, kind, row);
        this.#changed();
    }

    /** Says of deliveries that a hold has released that nothing stops them; their next event may come much later. */
    async #checkHolds() {
        this.#holdTimer = null;
        const { trace } = this;
        const rows = trace.held();
        if (!rows.length) return;
        try {
            const { data: holds } = await get('/__admin/holds', { sandbox: this.sandbox });
            const held = new Set(holds.flatMap(hold => hold.held.map(item => `${hold.sandbox} ${item.ref.replace(/^.*:/, '')}`)));
            for (const row of rows) {
                const now = trace.get(keyOf('delivery', row.sandbox, row.id));
                if (now?.hold && !held.has(`${row.sandbox} ${row.id}`)) trace.put('delivery', { ...now, hold: null });
            }
            this.#changed();
        } catch (error) {
            report(error);
        }
    }

    /** Empties a world; after an import or a restore, it has rows at once. */
    #refill(sandbox) {
        const trace = this.trace;
        trace.clear(sandbox);
        this.#fetch(sandbox ?? 'none', this.#loads, (kind, row) => {
            if (!trace.get(keyOf(kind, row.sandbox, row.seq ?? row.id))) this.#put(trace, kind, row);
        });
    }

    #put(trace, kind, row) {
        trace.put(kind, row);
        if (row.verdict !== 'pending') return;
        const key = keyOf(kind, row.sandbox, row.seq);
        setTimeout(() => {
            const now = trace.get(key);
            if (now?.verdict !== 'pending') return;
            trace.put(kind, { ...now, verdict: 'not_repeated' });
            this.#changed();
        }, repeatWindow);
    }

    #changed() {
        this.#hasChanged = true;
        if (this.#pauseTimer !== null) return;
        this.#frame ||= requestAnimationFrame(() => {
            this.#frame = 0;
            this.#hasChanged = false;
            this.#pauseTimer = setTimeout(() => {
                this.#pauseTimer = null;
                if (this.#hasChanged) this.#changed();
            }, changePause);
            for (const fn of this.#listeners) fn();
        });
    }
}
