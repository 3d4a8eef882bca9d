// The world that the phone shows, fetched once and kept up to date by the stream.

import { get, report } from './api.js';
import { on } from './store.js';
import { noticeOf, noticedTypes } from './phone-notices.js';
import { SentContents } from './phone-sent.js';
import { readWorld } from './phone-world.js';

const shownObjects = new Set(['account', 'contact', 'conversation', 'message', 'template']);

/** The shortest time between two exports, in milliseconds. Large worlds are exported less often. */
const pause = 200;

/**
 * Calls `onWorld(world)` now and after each change of a world. `sent` has the contents of sent messages, and `notices`
 * what was reported while this source was open and what no list has.
 */
export function openSource(sandbox, onWorld) {
    const source = { sent: new SentContents(sandbox), notices: [], close };
    let world = null;
    let timer = null;
    let isBusy = false;
    let isStale = false;
    let isClosed = false;
    let rest = 0;

    const offs = [
        on('state', row => { if (row.sandbox === sandbox && shownObjects.has(row.object)) refresh(); }),
        on('clock', row => { if (row.sandbox === sandbox) refresh(); }),
        on('event', row => { if (row.sandbox === sandbox && noticedTypes.has(row.type)) note(row); }),
        on('reset', row => { if (!row.sandbox || row.sandbox === sandbox) restart(); }),
        on('gap', refresh),
        on('connection', ({ live }) => { if (live) refresh(); }),
    ];

    function refresh() {
        isStale = true;
        if (!isBusy && timer === null) timer = setTimeout(load, world ? Math.max(pause, rest) : 0);
    }

    async function load() {
        timer = null;
        isBusy = true;
        isStale = false;
        const start = performance.now();
        try {
            world = readWorld(await get('/__admin/state', { sandbox }));
            if (!isClosed) onWorld(world);
        } catch (error) {
            if (!isClosed) report(error);
        }
        rest = 3 * (performance.now() - start);
        isBusy = false;
        if (isStale && !isClosed) refresh();
    }

    async function note(row) {
        const before = world;
        try {
            const event = await get(`/__admin/webhooks/events/${row.id}`, { sandbox });
            source.notices.push(noticeOf(event, before));
            refresh();
        } catch (error) {
            if (!isClosed) report(error);
        }
    }

    function restart() {
        source.sent.clear();
        source.notices.length = 0;
        refresh();
    }

    function close() {
        isClosed = true;
        clearTimeout(timer);
        for (const off of offs) off();
    }

    refresh();
    return source;
}
