// Which rows of the timeline are shown. It uses no browser, so that Node can test it.

export const kinds = { request: 'Requests', event: 'Events', delivery: 'Deliveries' };
export const statuses = { '2xx': '2xx', '4xx': '4xx', '5xx': '5xx', none: 'No response' };
export const marks = { faulted: 'Faulted', unmatched: 'Unmatched', invalid: 'Invalid', undelivered: 'Undelivered' };

/** The members of a list such as `4xx,5xx` that are among the names. */
export function listed(text, names) {
    return (text ?? '').split(',').filter(name => name in names);
}

/**
 * The filter for a query of the address: `kinds` and `test` as Trace.lines takes them. A group is shown if it contains
 * each word of `q`, and if it has a row with each mark, a request with one of the statuses, and one of the operation.
 */
export function filterOf({ q, kind, status, operation, only }) {
    const chosenKinds = listed(kind, kinds);
    const chosenStatuses = listed(status, statuses);
    const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const conditions = [
        ...words.map(word => line => textOf(line).includes(word)),
        ...listed(only, marks).map(mark => line => hasMark(line, mark)),
    ];
    if (chosenStatuses.length || operation) {
        conditions.push(({ kind, row }) => kind === 'request'
            && (!operation || row.operation === operation)
            && (!chosenStatuses.length || chosenStatuses.includes(statusName(row.status))));
    }
    return {
        kinds: chosenKinds.length ? new Set(chosenKinds) : null,
        test: conditions.length ? lines => conditions.every(condition => lines.some(condition)) : null,
    };
}

function statusName(status) {
    return status === null ? 'none' : `${Math.floor(status / 100)}xx`;
}

function hasMark({ kind, row }, mark) {
    switch (mark) {
        case 'faulted': return kind === 'request' && row.fault !== null;
        case 'unmatched': return kind === 'request' && isUnmatched(row);
        case 'invalid': return kind === 'request' && row.violations > 0;
        case 'undelivered': return kind === 'delivery' && row.status !== 'delivered';
    }
}

/** Whether neither an operation nor the MCP endpoint takes the request. */
export function isUnmatched(row) {
    return row.operation === null && row.rpc === null && row.near !== undefined;
}

const texts = new WeakMap();

/** What the words of a search are looked for in. */
function textOf({ kind, row }) {
    let text = texts.get(row);
    if (text === undefined) {
        text = [...parts(kind, row), row.sandbox].filter(part => part != null).join(' ').toLowerCase();
        texts.set(row, text);
    }
    return text;
}

function parts(kind, row) {
    switch (kind) {
        case 'request':
            return [row.method, row.query ? `${row.path}?${row.query}` : row.path, row.operation, row.tool, row.rpc,
                row.status, row.error, row.fault];
        case 'event':
            return [row.type, row.id];
        case 'delivery':
            return [row.event_type, row.id, row.url, row.status, row.event_id, row.subscription_id];
    }
}
