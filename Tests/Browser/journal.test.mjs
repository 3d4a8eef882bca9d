// Tests of the rows of the timeline with a stream of events. Run: node --test Tests/Browser/journal.test.mjs

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

// Old versions of Node take files with the ending js for modules only if a file package.json says so.
const folder = mkdtempSync(join(tmpdir(), 'journal-'));
cpSync(fileURLToPath(new URL('../../Sources/EmulatorServer/Pages/Inspector', import.meta.url)), folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
after(() => rmSync(folder, { recursive: true }));

// What the modules use of a browser, and an emulator that answers with the lists in `lists` and sends what `stream` gets.

const lists = { requests: [], 'webhooks/events': [], 'webhooks/deliveries': [], holds: [], sandboxes: [], faults: [] };
let stream;

Object.assign(globalThis, {
    location: { origin: 'http://localhost' },
    sessionStorage: { getItem: () => null },
    document: { hidden: false, addEventListener() {}, removeEventListener() {} },
    requestAnimationFrame: fn => setTimeout(fn, 0),
    cancelAnimationFrame: clearTimeout,
    async fetch(url) {
        const name = url.pathname.replace('/__admin/', '');
        if (url.searchParams.get('sandbox') === 'deleted') return Response.json({ code: 'unknown_sandbox' }, { status: 404 });
        if (name === 'events') return new Response(new ReadableStream({ start(controller) { stream = controller; } }));
        const before = Number(url.searchParams.get('before') ?? Infinity);
        const rows = lists[name]?.filter(row => !(row.number >= before)).slice(-(url.searchParams.get('limit') ?? 1000));
        return Response.json(rows ? { data: rows } : { uptime_s: 1 });
    },
});

const { connect } = await import(`${folder}/store.js`);
const { journalOf } = await import(`${folder}/journal.js`);

function send(kind, data) {
    stream.enqueue(new TextEncoder().encode(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`));
}

/** The journal of a world, when it is as `isWanted` says. */
function journal(sandbox, isWanted) {
    const opened = journalOf(sandbox);
    return new Promise(resolve => {
        const off = opened.onChange(() => {
            if (!isWanted(opened)) return;
            off();
            resolve(opened);
        });
    });
}

const delivery = (number, hold) => ({
    sandbox: 'w', number, id: `wbd_${number}`, event: `evt_${number}`, created_at: '2026-06-04T10:00:00Z', url: 'http://h/', hold, status: 'pending',
});

test('a delivery is no longer held when its hold releases it', async () => {
    lists['webhooks/deliveries'] = [delivery(1, 'a'), delivery(2, 'a'), delivery(3, 'b')];
    lists.holds = [
        { sandbox: 'w', id: 'a', held: [{ ref: 'delivery:wbd_1' }, { ref: 'delivery:wbd_2' }] },
        { sandbox: 'w', id: 'b', held: [{ ref: 'sbx_w/delivery:wbd_3' }] },
    ];
    const isHeld = (...ids) => ({ trace }) => trace.held().map(({ id }) => id).join() === ids.join();
    connect('w');
    await journal('w', isHeld('wbd_1', 'wbd_2', 'wbd_3'));

    lists.holds[0].held.shift();
    send('hold', { sandbox: 'w', id: 'a' });
    await journal('w', isHeld('wbd_2', 'wbd_3'));

    lists.holds.shift();
    send('hold', { sandbox: 'w', id: 'a', deleted: true });
    const { trace } = await journal('w', isHeld('wbd_3'));
    assert.deepEqual(trace.lines().map(({ row }) => [row.number, row.hold]), [[1, null], [2, null], [3, 'b']]);
});

test('what a restore brings is fetched page by page', async () => {
    const count = 1500;
    lists['webhooks/deliveries'] = Array.from({ length: count }, (_, index) => delivery(index + 1, null));
    send('reset', { sandbox: 'w' });
    const { trace } = await journal('w', ({ trace }) => trace.size === count);
    assert.deepEqual(trace.lines().map(({ row }) => row.number), lists['webhooks/deliveries'].map(({ number }) => number));
});

test('a world that is deleted is emptied without an error', async () => {
    const rows = lists['webhooks/deliveries'].length;
    send('delivery', { ...delivery(3000, null), sandbox: 'deleted' });
    await journal('w', ({ trace }) => trace.size === rows + 1);
    send('reset', { sandbox: 'deleted' });
    await journal('w', ({ trace }) => trace.size === rows);
    // An error would be shown in a document that this test does not have.
    send('delivery', delivery(3001, null));
    await journal('w', ({ trace }) => trace.size === rows + 1);
});
