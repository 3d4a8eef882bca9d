// Tests of the modules of the panels that need no browser. Run: node --test Tests/Browser/panels.test.mjs

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

// Old versions of Node take files with the ending js for modules only if a file package.json says so.
const folder = mkdtempSync(join(tmpdir(), 'panels-'));
cpSync(fileURLToPath(new URL('../../Sources/EmulatorServer/Pages/Inspector', import.meta.url)), folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
after(() => rmSync(folder, { recursive: true }));

const { JSONTextError, offsetOf, parsePlaces, placeOf } = await import(`${folder}/json-place.js`);
const { actionText, isOfDeliveries, limitTexts, matcherText } = await import(`${folder}/fault-text.js`);
const { collectionsOf, masked, objectOf } = await import(`${folder}/world-state.js`);

// The places of JSON pointers

/** The text at a pointer. */
function textAt(text, pointer) {
    const { start, end } = parsePlaces(text).rangeOf(pointer);
    return text.slice(start, end);
}

test('the value is that of JSON.parse', () => {
    const text = ' {"a": [1, -2.5e3, true, false, null, "x\\n\\u0041"], "": {}, "b/c~d": [[]], "__proto__": 1} ';
    assert.deepEqual(parsePlaces(text).value, JSON.parse(text));
    assert.deepEqual(Object.keys(parsePlaces(text).value), Object.keys(JSON.parse(text)));
    for (const text of ['0', '"x"', 'null', '[]', '-0.1']) assert.equal(JSON.stringify(parsePlaces(text).value), JSON.stringify(JSON.parse(text)));
});

test('a pointer leads to the name of a member, to an item, or to the closest parent', () => {
    const text = '{"on": {"operation": "getMe"}, "list": [10, {"b/c~d": 2}]}';
    assert.equal(textAt(text, '/on/operation'), '"operation"');
    assert.equal(textAt(text, '/list/0'), '10');
    assert.equal(textAt(text, '/list/1/b~1c~0d'), '"b/c~d"');
    assert.equal(textAt(text, '/on/missing'), '"on"');
    assert.equal(textAt(text, '/nowhere/at/all'), text);
    assert.equal(textAt(text, ''), text);
});

test('a mistake in the syntax is reported at its place', () => {
    const places = [
        ['', 0], ['{', 1], ['{"a" 1}', 5], ['{"a": 1,}', 8], ['[1 2]', 3], ['[1,]', 3], ['"x', 0], ['tru', 0], ['01', 0],
        ['1 2', 2], ['{a: 1}', 1], ['"\n"', 0], ['NaN', 0],
    ];
    for (const [text, offset] of places) {
        assert.throws(() => JSON.parse(text));
        assert.throws(() => parsePlaces(text), error => error instanceof JSONTextError && error.offset === offset, text);
    }
});

test('lines and columns begin with 1', () => {
    const text = 'ab\ncd\n\nef';
    assert.deepEqual(placeOf(text, 0), { line: 1, column: 1 });
    assert.deepEqual(placeOf(text, 4), { line: 2, column: 2 });
    assert.deepEqual(placeOf(text, 6), { line: 3, column: 1 });
    for (let offset = 0; offset <= text.length; offset += 1) assert.equal(offsetOf(text, placeOf(text, offset)), offset);
});

// The sentences about rules

test('a matcher names what it selects', () => {
    assert.equal(matcherText({ operation: 'createCustomer', where: { '/body/name': 'Acme*', '/body/n': { $gte: 2 } } }),
        'createCustomer, /body/name = Acme*, /body/n = {"$gte":2}');
    assert.equal(matcherText({ method: 'POST', path: '/v1/*' }), 'POST /v1/*');
    assert.equal(matcherText({ any: true }), 'every request');
    assert.equal(matcherText({ any: true }, 'delivery'), 'every delivery');
    assert.equal(matcherText({ event: '*' }), 'every delivery');
    assert.equal(matcherText({ event: 'customer.*', attempt: 2 }), 'deliveries of customer.*, attempt 2');
});

test('an action says what the rule does, after its delay', () => {
    assert.equal(actionText({ error: 'conflict' }), 'Answers conflict');
    assert.equal(actionText({ error: 'rate_limit_exceeded', retry_after: 0 }), 'Answers rate_limit_exceeded, retry after 0 s');
    assert.equal(actionText({ delay: '2s' }), 'Waits 2s');
    assert.equal(actionText({ delay: { uniform: ['1s', '2s'] }, connection: 'reset' }), 'Waits 1s to 2s, then resets the connection');
    assert.equal(actionText({ truncate: { after: 0 } }), 'Cuts the body after 0 bytes');
    assert.equal(actionText({ duplicate: { n: 3 } }), 'Sends 3 more copies');
    const others = [
        { respond: { status: 503 } }, { connection: 'hang' }, { truncate: { in: 'headers' } }, { drip: { chunk: 1, every: '1s' } },
        { malformed: true }, { answer: 'after_events' }, { drop: true }, { reorder: { window: 3 } }, { signature: 'stale' },
        { unknown_event: true },
    ];
    for (const action of others) assert.match(actionText(action), /^[A-Z][\w ]+$/);
});

test('the limits of a rule say how often it fires', () => {
    const rule = { times: null, skip: 0, every: 1, probability: 1, phase: 'before_commit' };
    assert.deepEqual(limitTexts(rule), []);
    assert.deepEqual(limitTexts({ ...rule, times: 1, skip: 2 }), ['once', 'after 2 matches']);
    assert.deepEqual(limitTexts({ ...rule, times: 0, every: 3, probability: 0.5, phase: 'after_commit' }),
        ['0 times', 'every 3 matches', 'with probability 0.5', 'after the change is made']);
    assert.equal(isOfDeliveries(rule), false);
    assert.equal(isOfDeliveries({ ...rule, phase: null }), true);
});

// The state of a world

test('a collection has its objects without the gaps of removed ones', () => {
    const parts = collectionsOf({
        version: 1, clock: { mode: 'real' }, setup_links: [{ id: 'csl_1', is_revoked: true, consumed_at: null }],
        customers: [{ id: 'cus_1', name: '<b>', status: 'active' }, 2, { id: 'cus_2', name: 'B', status: 'pending' }],
        outbox: { total: 1, events: [{ id: 'evt_1', kind: { customer_created: {} } }] }, nonces: ['x'],
    });
    assert.deepEqual(parts.map(part => part.name), ['customers', 'setup_links', 'outbox', 'clock', 'nonces']);
    const [customers, links, events, clock] = parts;
    assert.deepEqual(customers.objects.map(object => object.title), ['<b>', 'B']);
    assert.equal(objectOf(customers, 'cus_2').status, 'pending');
    assert.equal(objectOf(customers, 'cus_3'), undefined);
    assert.equal(links.objects[0].status, 'revoked');
    assert.equal(events.objects[0].title, 'customer_created');
    assert.deepEqual(clock.value, { mode: 'real' });
});

test('secrets are masked but for their end, and nothing else is', () => {
    const state = {
        token: 'csl_abcdefgh', name: 'Token', api_keys: [{ key: 'kdv_test_local', label: 'Default', status: 'active' }],
        secrets: [{ id: 'sec_1', text: 'whsec_12345678', created_at: '2026-06-04T10:00:00.000Z', expires_at: null }],
    };
    assert.deepEqual(masked(state), {
        token: '••••efgh', name: 'Token', api_keys: [{ key: '••••ocal', label: 'Default', status: 'active' }],
        secrets: [{ id: 'sec_1', text: '••••5678', created_at: '2026-06-04T10:00:00.000Z', expires_at: null }],
    });
    assert.equal(state.token, 'csl_abcdefgh');
});
