// Tests of the modules of the inspector that need no browser. Run: node --test Tests/Browser/inspector.test.mjs

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

// Old versions of Node take files with the ending js for modules only if a file package.json says so.
const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
cpSync(fileURLToPath(new URL('../../Sources/EmulatorServer/Pages/Inspector', import.meta.url)), folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
after(() => rmSync(folder, { recursive: true }));

const text = await import(`${folder}/text.js`);
const { languages, parsedSignature, verification } = await import(`${folder}/snippets.js`);
const { capacity, keyOf, Trace } = await import(`${folder}/trace.js`);
const { filterOf } = await import(`${folder}/filter.js`);

// Times, sizes and names

test('times are those of the emulator, in UTC', () => {
    assert.equal(text.time('2026-06-04T10:00:05.120Z'), '10:00:05.120');
    assert.equal(text.time('2026-06-04T10:00:05Z'), '10:00:05');
    assert.equal(text.time(null), '');
    assert.equal(text.moment('2026-06-04T10:00:05.120Z'), '2026-06-04 10:00:05.120');
});

test('durations have at most two units', () => {
    const cases = [[0, '0 ms'], [0.4, '0.4 ms'], [9.96, '10 ms'], [12.4, '12 ms'], [850, '850 ms'], [1200, '1.2 s'],
        [59_000, '59 s'], [125_000, '2 min 5 s'], [3_600_000, '1 h'], [90_061_000, '1 d 1 h'], [null, '']];
    for (const [milliseconds, expected] of cases) assert.equal(text.duration(milliseconds), expected);
});

test('an instant is told relative to now', () => {
    const now = Date.parse('2026-06-04T10:00:00Z');
    assert.equal(text.ago('2026-06-04T09:59:55Z', now), '5 s ago');
    assert.equal(text.ago('2026-06-07T10:00:00Z', now), 'in 3 d');
    assert.equal(text.ago('2026-06-04T10:00:00.500Z', now), 'now');
});

test('sizes have a binary unit', () => {
    assert.equal(text.bytes(0), '0 B');
    assert.equal(text.bytes(1536), '1.5 KiB');
    assert.equal(text.bytes(32 << 20), '32 MiB');
});

test('a noun follows its number', () => {
    assert.equal(text.count(1, 'event'), '1 event');
    assert.equal(text.count(1200, 'copy', 'copies'), '1,200 copies');
});

test('long ids are cut in the middle', () => {
    assert.equal(text.shorten('evt_01HXYZABCDEFGHJKMNPQRSTVWX'), 'evt_01HX…TVWX');
    assert.equal(text.shorten('short'), 'short');
});

test('an error tells each mistake once', () => {
    const errors = [{ pointer: '/on', message: 'is missing' }, { pointer: '', message: 'line 2: unknown key' }];
    assert.equal(text.errorText({ message: 'No connection' }), 'No connection');
    assert.equal(text.errorText({ message: '/on: is missing. The body: line 2: unknown key.', errors }),
        '/on: is missing. The body: line 2: unknown key.');
    assert.equal(text.errorText({ message: 'Not accepted.', errors }), 'Not accepted. · /on is missing · line 2: unknown key');
    assert.equal(text.errorText({ message: '/on is missing.', errors }), '/on is missing. · line 2: unknown key');
});

test('a status has the class of its badge', () => {
    const classes = [[201, 'good'], [304, 'quiet'], [404, 'warn'], [503, 'alarm'], [null, 'quiet']];
    for (const [status, expected] of classes) assert.equal(text.statusClass(status), expected);
});

// What can be copied from a request

const created = {
    seq: 5, method: 'POST', path: '/v1/customers', query: null, operation: 'createCustomer', rpc: null, tool: null,
    status: 201, error: null,
    request: {
        headers: {
            Host: '127.0.0.1:8080', Authorization: 'Bearer kdv_test_****ocal', 'Content-Type': 'application/json',
            'Content-Length': '31', 'User-Agent': 'curl/8.5', Accept: '*/*', 'Idempotency-Key': "it's",
        },
        body: { name: "Acme's ${x}", metadata: {} },
    },
};

test('curl gets the key from the environment and quotes the rest', () => {
    assert.equal(text.curl(created, 'http://127.0.0.1:8080'), [
        'curl -sSi -X POST http://127.0.0.1:8080/v1/customers',
        '-H "Authorization: Bearer $KIRIMDEV_API_KEY"',
        "-H 'Content-Type: application/json'",
        "-H 'Idempotency-Key: it'\\''s'",
        `--data-raw '{"name":"Acme'\\''s \${x}","metadata":{}}'`,
    ].join(' \\\n  '));
});

test('a shell reads the arguments of curl as they were sent', () => {
    const words = ['', 'plain', "it's", '$HOME `id` "x"', 'a\nb', '-n', '\\', '😀'];
    for (const word of words) {
        const read = execFileSync('/bin/sh', ['-c', `printf '%s' ${text.shellQuoted(word)}`], { encoding: 'utf8' });
        assert.equal(read, word);
    }
});

test('curl sends no key if the request had none', () => {
    const request = { ...created, method: 'GET', query: 'limit=5', request: { headers: {}, body: null } };
    assert.equal(text.curl(request, 'http://h'), "curl -sSi 'http://h/v1/customers?limit=5'");
});

test('a scenario step names the operation if its parameters are known', () => {
    const step = text.scenarioStep({ ...created, path: '/v1/customers/cus_1' }, { path: { id: 'cus_1' }, query: { limit: 5 } });
    assert.equal(step, `- request:
    operation: createCustomer
    path:
      id: cus_1
    query:
      limit: 5
    headers:
      Idempotency-Key: "it's"
    body:
      name: "Acme's $\${x}"
      metadata: {}
  expect:
    status: 201
`);
});

test('a scenario step has method and path if its parameters are not known', () => {
    const request = {
        ...created, method: 'GET', path: '/v1/customer', query: 'q=1', status: 404, error: 'resource_not_found',
        request: { headers: {}, body: null },
    };
    assert.equal(text.scenarioStep(request), `- request:
    method: GET
    url: "/customer?q=1"
    api_key: null
  expect:
    status: 404
    error: resource_not_found
`);
});

test('a scenario step expects a connection that was cut', () => {
    const step = text.scenarioStep({ ...created, status: null, request: { headers: {}, body: null, body_text: '{x' } });
    assert.match(step, /raw_body: "\{x"\n/);
    assert.match(step, /expect:\n {4}connection: cut\n$/);
});

test('YAML quotes what could be read as something else', () => {
    const value = { on: ['true', 'null', '1', '', '- a', 'a: b', '#', 'plain-text', -1, null, true, []] };
    assert.equal(text.yaml(value), `"on":
  - "true"
  - "null"
  - "1"
  - ""
  - "- a"
  - "a: b"
  - "#"
  - plain-text
  - -1
  - null
  - true
  - []`);
});

test('a fault rule repeats the error of the request, or refuses it', () => {
    assert.deepEqual(JSON.parse(text.faultRule(created)), {
        on: { operation: 'createCustomer' }, times: 1, then: { error: 'rate_limit_exceeded' },
    });
    const gated = JSON.parse(text.faultRule({ ...created, status: 402, error: 'feature_not_entitled' }));
    assert.deepEqual(gated.then, { error: 'feature_not_entitled' });
    const unmatched = JSON.parse(text.faultRule({ ...created, operation: null, error: 'resource_not_found' }));
    assert.deepEqual(unmatched.on, { method: 'POST', path: '/v1/customers' });
    assert.deepEqual(JSON.parse(text.faultRule({ ...created, tool: 'send_message' })).on, { tool: 'send_message' });
});

// Signatures

const body = JSON.stringify({ name: `it's "quoted" \\ $HOME \`id\` \u202eRTL\u202c 😀 </script>`, line: 'a\nb' });
const secret = `whsec_it's "$x"`;
const sign = (key, t, content) => createHmac('sha256', key).update(`${t}.${content}`).digest('hex');
const header = `t=1716480000,v1=${sign('whsec_older', 1716480000, body)},v1=${sign(secret, 1716480000, body)}`;

const run = {
    python: program => spawnSync('python3', ['-c', program], { encoding: 'utf8' }),
    node: program => spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }),
    shell: program => spawnSync('/bin/sh', ['-c', program], { encoding: 'utf8' }),
};

for (const language of Object.keys(languages)) {
    test(`the program in ${language} accepts a right signature and refuses others`, () => {
        const answer = facts => {
            const { status, stdout } = run[language](verification(language, { header, body, secret, ...facts }));
            return [status, stdout.trim()];
        };
        assert.deepEqual(answer({}), [0, 'valid']);
        assert.deepEqual(answer({ body: '{"a":1}', secret: 'whsec_test', header: 't=1716480000,v1=f652bb35af9643a1017d3373de50b2e02a08f4fd973341f45ea6179932e97a6b' }), [0, 'valid']);
        assert.deepEqual(answer({ body: `${body} ` }), [1, 'not valid']);
        assert.deepEqual(answer({ secret: 'whsec_other' }), [1, 'not valid']);
        assert.deepEqual(answer({ header: header.replace('t=1716480000', 't=1716480001') }), [1, 'not valid']);
    });

    test(`the program in ${language} takes an unknown secret from the environment`, () => {
        assert.match(verification(language, { header, body, secret: null }), /KIRIMDEV_WEBHOOK_SECRET/);
    });
}

test('a signature is read with all its values', () => {
    assert.deepEqual(parsedSignature('t=1,v1=aa,v1=bb'), { t: '1', v1: ['aa', 'bb'] });
    for (const wrong of [null, '', 't=1', 'v1=aa']) assert.equal(parsedSignature(wrong), null);
});

// The order of cause

const request = (number, seq, more = {}) => ({
    sandbox: 'sbx_1', number, seq, method: 'POST', path: '/v1/customers', query: null, operation: 'createCustomer', rpc: null,
    status: 201, error: null, fault: null, verdict: null, repeats: null, violations: 0, events: [], at: '2026-06-04T10:00:00Z', ...more,
});
const event = (number, id, more = {}) => ({
    sandbox: 'sbx_1', number, id, type: 'customer.created', created_at: '2026-06-04T10:00:00Z', ...more,
});
const delivery = (number, id, of, more = {}) => ({
    sandbox: 'sbx_1', number, id, event: of, event_type: 'customer.created', event_id: of, status: 'pending', url: 'http://r/hook',
    subscription_id: 'wsub_1', created_at: '2026-06-04T10:00:00Z', ...more,
});
const rows = [
    ['request', request(1, 1, { events: ['e1', 'e2'] })], ['event', event(2, 'e1')], ['delivery', delivery(3, 'd1', 'e1')],
    ['delivery', delivery(4, 'd2', 'e1')], ['event', event(5, 'e2')], ['delivery', delivery(6, 'd3', 'e2')],
    ['request', request(7, 2)], ['event', event(8, 'e3')], ['delivery', delivery(9, 'd4', 'e3')],
];
const inOrder = ['1/0', '2/1', '3/2', '4/2', '5/1', '6/2', '7/0', '8/0', '9/1'];
const places = lines => lines.map(({ row, depth }) => `${row.number}/${depth}`);

test('rows are under their cause, whatever the order in which they come', () => {
    // A linear congruential generator, so that the orders are the same in each run.
    let state = 1;
    const random = below => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return Math.floor(state / 65536) % below;
    };
    for (let round = 0; round < 200; round += 1) {
        const trace = new Trace();
        const left = [...rows];
        while (left.length) trace.put(...left.splice(random(left.length), 1)[0]);
        assert.deepEqual(places(trace.lines()), inOrder);
    }
});

test('a row that comes again replaces the first', () => {
    const trace = new Trace();
    for (const row of rows) trace.put(...row);
    trace.put('delivery', delivery(3, 'd1', 'e1', { status: 'delivered' }));
    trace.put('request', request(1, 1, { events: ['e1', 'e2'], status: 500 }));
    const lines = trace.lines();
    assert.deepEqual(places(lines), inOrder);
    assert.equal(lines[0].row.status, 500);
    assert.equal(lines[2].row.status, 'delivered');
});

test('lines of a group that has not changed stay the same objects', () => {
    const trace = new Trace();
    for (const row of rows) trace.put(...row);
    const before = trace.lines();
    trace.put('delivery', delivery(9, 'd4', 'e3', { status: 'delivered' }));
    const after = trace.lines();
    for (const index of [0, 3, 6]) assert.equal(after[index], before[index]);
    for (const index of [7, 8]) assert.notEqual(after[index], before[index]);
});

test('worlds may have the same ids', () => {
    const trace = new Trace();
    for (const [kind, row] of rows) {
        trace.put(kind, row);
        trace.put(kind, { ...row, sandbox: 'sbx_2', number: row.number + 100 });
    }
    assert.equal(trace.size, 18);
    assert.deepEqual(trace.deliveries('sbx_2', 'e1').map(row => row.number), [103, 104]);
    assert.equal(trace.cause('sbx_2', 'e2').number, 101);
    trace.clear('sbx_1');
    assert.deepEqual(places(trace.lines()), inOrder.map(place => place.replace(/^\d+/, number => Number(number) + 100)));
});

test('a repeated request says that the fault before was absorbed', () => {
    const trace = new Trace();
    trace.put('request', request(1, 1, { fault: 'gate', verdict: 'pending', status: 429 }));
    trace.put('request', request(2, 2, { repeats: 1 }));
    assert.equal(trace.get(keyOf('request', 'sbx_1', 1)).verdict, 'absorbed');
});

test('the oldest groups are dropped when there are too many rows', () => {
    const trace = new Trace();
    for (let number = 1; number <= capacity + 10; number += 1) trace.put('request', request(number, number));
    const lines = trace.lines();
    assert.equal(lines.length, capacity);
    assert.equal(lines[0].row.seq, 11);
    assert.equal(trace.get(keyOf('request', 'sbx_1', 10)), null);
});

test('a row is marked as later if the group began noticeably earlier', () => {
    const trace = new Trace();
    for (const row of rows.slice(0, 3)) trace.put(...row);
    trace.put('delivery', delivery(10, 'd9', 'e1', { created_at: '2026-06-04T10:00:01Z' }));
    assert.deepEqual(trace.lines().map(line => line.isLater), [false, false, false, true]);
});

// Filters

function shown(query, all = rows) {
    const trace = new Trace();
    for (const row of all) trace.put(...row);
    return places(trace.lines(filterOf(query)));
}

test('without filters, everything is shown', () => {
    assert.deepEqual(shown({}), inOrder);
});

test('a search shows whole groups that contain each word', () => {
    assert.deepEqual(shown({ q: 'D3' }), inOrder.slice(0, 6));
    assert.deepEqual(shown({ q: 'e3 hook' }), inOrder.slice(7));
    assert.deepEqual(shown({ q: 'd3 d4' }), []);
});

test('kinds leave out lines, and unknown names have no effect', () => {
    assert.deepEqual(shown({ kind: 'request,nonsense' }), ['1/0', '7/0']);
    assert.deepEqual(shown({ kind: 'nonsense', status: 'x', only: 'y' }), inOrder);
});

test('statuses and the operation are those of one request', () => {
    const all = [...rows, ['request', request(20, 3, { status: 404, operation: 'getCustomer' })],
        ['request', request(21, 4, { status: null })]];
    assert.deepEqual(shown({ status: '4xx' }, all), ['20/0']);
    assert.deepEqual(shown({ status: '4xx,none' }, all), ['20/0', '21/0']);
    assert.deepEqual(shown({ operation: 'getCustomer' }, all), ['20/0']);
    assert.deepEqual(shown({ operation: 'getCustomer', status: '2xx' }, all), []);
});

test('marks select faults, unmatched and invalid requests, and what was not delivered', () => {
    const all = [
        ['request', request(1, 1, { fault: 'gate' })],
        ['request', request(2, 2, { operation: null, near: [] })],
        ['request', request(3, 3, { violations: 2 })],
        ['event', event(4, 'e1')], ['delivery', delivery(5, 'd1', 'e1', { status: 'dead' })],
        ['event', event(6, 'e2')], ['delivery', delivery(7, 'd2', 'e2', { status: 'delivered' })],
    ];
    const expected = { faulted: ['1/0'], unmatched: ['2/0'], invalid: ['3/0'], undelivered: ['4/0', '5/1'] };
    for (const [only, places] of Object.entries(expected)) assert.deepEqual(shown({ only }, all), places);
});
