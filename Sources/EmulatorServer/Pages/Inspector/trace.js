// Requests, events and deliveries in the order of cause. It uses no browser, so that Node can test it.

/** How many rows are kept; the oldest groups are dropped first. */
export const capacity = 20000;

/** The key of a row, which is unique among all kinds and worlds; `id` is the number of a request. */
export function keyOf(kind, sandbox, id) {
    return `${kind}:${sandbox ?? '-'}/${id}`;
}

/**
 * A group is a row without a known cause with everything that it caused: a request, its events, their deliveries. Groups
 * and the rows in them are in the order of their numbers.
 */
export class Trace {
    #nodes = new Map();
    #roots = [];
    /** From the key of an event to the request that caused it. */
    #causes = new Map();
    /** From the key of an event that is not known yet to its deliveries. */
    #waiting = new Map();

    get size() {
        return this.#nodes.size;
    }

    /** Adds a row, or replaces the one with its key. */
    put(kind, row) {
        const key = keyOf(kind, row.sandbox, row.seq ?? row.id);
        let node = this.#nodes.get(key);
        if (node) {
            node.row = row;
            invalidate(node);
        } else {
            node = { key, kind, row, parent: null, children: [], lines: null, test: null, passes: false };
            this.#nodes.set(key, node);
            this.#place(node);
        }
        if (kind === 'request') this.#noteOutcome(node);
        if (kind === 'event') this.#adoptDeliveries(node);
    }

    /** The row with a key. */
    get(key) {
        return this.#nodes.get(key)?.row ?? null;
    }

    /** The rows of the deliveries that a hold stops. */
    held() {
        return [...this.#nodes.values()].filter(({ kind, row }) => kind === 'delivery' && row.hold).map(({ row }) => row);
    }

    /** Forgets the rows of one world. */
    clear(sandbox) {
        const kept = [...this.#nodes.values()].filter(node => (node.row.sandbox ?? null) !== sandbox);
        this.#nodes.clear();
        this.#roots = [];
        this.#causes.clear();
        this.#waiting.clear();
        for (const node of kept) this.put(node.kind, node.row);
    }

    /**
     * The lines to show: {key, kind, row, depth, isLater}; `isLater` is whether the row came noticeably later than the first
     * one of its group. Those of a group are shown if `test(lines)` is true of them, and those
     * whose kind is not in `kinds` are left out. Lines of a group that has not changed are the same objects.
     */
    lines({ kinds = null, test = null } = {}) {
        this.#dropOldest();
        const result = [];
        for (const root of this.#roots) {
            root.lines ??= linesOf(root);
            if (test && root.test !== test) {
                root.test = test;
                root.passes = test(root.lines);
            }
            if (test && !root.passes) continue;
            for (const line of root.lines) if (!kinds || kinds.has(line.kind)) result.push(line);
        }
        return result;
    }

    /** The known deliveries of an event. */
    deliveries(sandbox, event) {
        return this.#nodes.get(keyOf('event', sandbox, event))?.children.map(node => node.row) ?? [];
    }

    /** The request that caused an event; null if it is not known. */
    cause(sandbox, event) {
        return this.#causes.get(keyOf('event', sandbox, event))?.row ?? null;
    }

    #place(node) {
        const parent = this.#parentOf(node);
        node.parent = parent;
        insert(node, parent?.children ?? this.#roots);
        if (parent) invalidate(parent);
    }

    #parentOf({ key, kind, row }) {
        if (kind === 'event') return this.#causes.get(key) ?? null;
        if (kind !== 'delivery') return null;
        const event = keyOf('event', row.sandbox, row.event);
        const parent = this.#nodes.get(event);
        if (parent) return parent;
        this.#waiting.set(event, [...this.#waiting.get(event) ?? [], key]);
        return null;
    }

    /** Moves the events of a request under it, and says what became of the fault that hit the request before. */
    #noteOutcome(node) {
        const { sandbox, events = [], repeats } = node.row;
        for (const id of events) {
            const key = keyOf('event', sandbox, id);
            this.#causes.set(key, node);
            this.#adopt(this.#nodes.get(key), node);
        }
        const first = repeats == null ? null : this.get(keyOf('request', sandbox, repeats));
        if (first?.verdict === 'pending') this.put('request', { ...first, verdict: 'absorbed' });
    }

    #adoptDeliveries(node) {
        for (const key of this.#waiting.get(node.key) ?? []) this.#adopt(this.#nodes.get(key), node);
        this.#waiting.delete(node.key);
    }

    #adopt(node, parent) {
        if (!node || node.parent) return;
        this.#roots.splice(indexOf(node, this.#roots), 1);
        node.lines = null;
        node.parent = parent;
        insert(node, parent.children);
        invalidate(parent);
    }

    #dropOldest() {
        let dropped = 0;
        while (this.#nodes.size > capacity && dropped < this.#roots.length - 1) {
            for (const line of linesOf(this.#roots[dropped])) {
                this.#nodes.delete(line.key);
                this.#causes.delete(line.key);
                if (line.kind === 'delivery') this.#waiting.delete(keyOf('event', line.row.sandbox, line.row.event));
            }
            dropped += 1;
        }
        this.#roots.splice(0, dropped);
    }
}

/** The place after all nodes with the same or a lower number. */
function place(number, nodes) {
    let [low, high] = [0, nodes.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (nodes[middle].row.number <= number) low = middle + 1;
        else high = middle;
    }
    return low;
}

function insert(node, nodes) {
    nodes.splice(place(node.row.number, nodes), 0, node);
}

function indexOf(node, nodes) {
    return nodes.lastIndexOf(node, place(node.row.number, nodes) - 1);
}

function invalidate(node) {
    for (let at = node; at; at = at.parent) Object.assign(at, { lines: null, test: null });
}

function linesOf(node, depth = 0, start = timeOf(node), result = []) {
    const isLater = depth > 0 && timeOf(node) - start >= 100;
    result.push({ key: node.key, kind: node.kind, row: node.row, depth, isLater });
    for (const child of node.children) linesOf(child, depth + 1, start, result);
    return result;
}

function timeOf({ row }) {
    return Date.parse(row.at ?? row.created_at);
}
