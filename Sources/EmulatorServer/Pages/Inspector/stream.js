// Reads a stream of server-sent events with fetch, because an EventSource cannot send the admin token.

import { open } from './api.js';

const pause = 1000;

/**
 * Reads the stream until `close()`, and resumes it after the last event when the connection ends.
 * `onEvent(name, data)` gets each event, `onState(isLive)` each change of the connection.
 */
export function readStream(path, query, { onEvent, onState }) {
    const abort = new AbortController();
    let lastID = null;

    async function run() {
        while (!abort.signal.aborted) {
            try {
                const headers = { Accept: 'text/event-stream' };
                if (lastID !== null) headers['Last-Event-ID'] = lastID;
                const response = await open('GET', path, { query, headers, signal: abort.signal });
                onState(true);
                await read(response.body, event => {
                    lastID = event.id ?? lastID;
                    if (event.data) onEvent(event.name, JSON.parse(event.data));
                });
            } catch (error) {
                if (abort.signal.aborted) return;
                if (error.status >= 400) console.error(error);
            }
            onState(false);
            await new Promise(resolve => setTimeout(resolve, pause));
        }
    }

    run();
    return { close: () => abort.abort() };
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
