// Reads a stream of server-sent events with fetch, because an EventSource cannot send the admin token.

import { open } from './api.js';

const pause = 1000;

/**
 * Reads the stream until `close()`, and resumes it after the last event when the connection ends.
 * `onEvent(name, data)` gets each event, `onState(isLive)` each change of the connection.
 *
 * A hidden tab has no connection, because browsers open only six to a host, for all tabs together.
 */
export function readStream(path, query, { onEvent, onState }) {
    let isClosed = false;
    let connection = null;
    let lastID = null;
    let wasConnected = false;
    let show = () => {};
    const changed = () => document.hidden ? connection?.abort() : show();
    document.addEventListener('visibilitychange', changed);

    async function run() {
        while (!isClosed) {
            if (document.hidden) await new Promise(resolve => { show = resolve; });
            if (isClosed) return;
            connection = new AbortController();
            try {
                await connect(connection.signal);
            } catch (error) {
                if (error.status >= 400) console.error(error);
                // The token was not entered: it is asked for again when a person acts.
                if (error.status === 401) await clicked();
            }
            if (isClosed) return;
            onState(false);
            if (!document.hidden) await new Promise(resolve => setTimeout(resolve, pause));
        }
    }

    async function connect(signal) {
        const headers = { Accept: 'text/event-stream' };
        if (lastID !== null) headers['Last-Event-ID'] = lastID;
        const response = await open('GET', path, { query, headers, signal });
        onState(true);
        // Without an event to resume after, what has happened since the last connection is not known.
        if (wasConnected && lastID === null) onEvent('gap', {});
        wasConnected = true;
        await read(response.body, event => {
            lastID = event.id ?? lastID;
            if (event.data && !isClosed) onEvent(event.name, JSON.parse(event.data));
        });
    }

    run();
    return {
        close() {
            isClosed = true;
            document.removeEventListener('visibilitychange', changed);
            connection?.abort();
            show();
        },
    };
}

function clicked() {
    return new Promise(resolve => document.addEventListener('click', resolve, { once: true }));
}

async function read(body, onMessage) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    while (true) {
        const { done, value } = await reader.read();
        if (done) return;
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) onMessage(parseEvent(block));
    }
}

/** One event of the stream; `data` is empty for a comment or a `retry`. */
export function parseEvent(block) {
    const event = { id: null, name: 'message', data: '' };
    for (const line of block.split('\n')) {
        const [field, value = ''] = line.split(/: ?(.*)/s);
        if (field === 'id') event.id = value;
        else if (field === 'event') event.name = value;
        else if (field === 'data') event.data += value;
    }
    return event;
}
