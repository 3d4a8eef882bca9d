// Builds the texts of the inspector. It uses no browser, so that Node can test it.

/** The time of day of an instant, in UTC as the emulator writes it. */
export function time(iso) {
    const match = /T(\d\d:\d\d:\d\d)(\.\d{1,3})?/.exec(iso ?? '');
    return match ? match[1] + (match[2] ?? '') : '';
}

/** The date and the time of an instant. */
export function moment(iso) {
    return iso ? `${iso.slice(0, 10)} ${time(iso)}` : '';
}

/** How long ago an instant was, or how far ahead it is: "now", "5 s ago", "in 3 d". */
export function ago(iso, now = Date.now()) {
    const gap = now - Date.parse(iso);
    if (Number.isNaN(gap)) return '';
    if (Math.abs(gap) < 1000) return 'now';
    const text = span(Math.abs(gap));
    return gap > 0 ? `${text} ago` : `in ${text}`;
}

/** A number of milliseconds in at most two units, such as "0.4 ms", "850 ms", "2 min 5 s". */
export function duration(milliseconds) {
    if (milliseconds == null) return '';
    if (milliseconds < 10) return `${Number(milliseconds.toFixed(milliseconds < 1 ? 2 : 1))} ms`;
    if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 10000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
    return span(milliseconds, 2);
}

/** The largest units of a number of milliseconds, rounded down. */
function span(milliseconds, count = 1) {
    let rest = Math.floor(milliseconds / 1000);
    const parts = [];
    for (const [unit, length] of [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]]) {
        const value = Math.floor(rest / length);
        rest %= length;
        if (value || parts.length) parts.push([value, unit]);
    }
    return parts.slice(0, count).filter(([value]) => value).map(([value, unit]) => `${value} ${unit}`).join(' ') || '0 s';
}

/** A number of bytes, such as "0 B", "1.5 KiB", "32 MiB". */
export function bytes(count) {
    if (count < 1024) return `${count} B`;
    const units = ['KiB', 'MiB', 'GiB'];
    let value = count / 1024;
    while (value >= 1024 && units.length > 1) {
        value /= 1024;
        units.shift();
    }
    return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${units[0]}`;
}

/** A number with its noun: "1 event", "3 events". */
export function count(number, noun, plural = `${noun}s`) {
    return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}

/** An id with its prefix and its end: evt_01HX…TVWX. */
export function shorten(id) {
    return id && id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id ?? '';
}

/** What an error says, and the places of mistakes that it does not tell already. */
export function errorText({ message, errors = [] }) {
    const others = errors.filter(item => !message.includes(item.message));
    return [message, ...others.map(item => `${item.pointer} ${item.message}`.trim())].join(' · ');
}

/** The class of a badge for an HTTP status; null is a request without a response. */
export function statusClass(status) {
    if (status == null) return 'quiet';
    if (status < 300) return 'good';
    if (status < 400) return 'quiet';
    return status < 500 ? 'warn' : 'alarm';
}

/** The path with its query. */
export function target({ path, query }) {
    return query ? `${path}?${query}` : path;
}

/** What is known of a fault that hit a request; null if no rule hit it. */
export function verdict(row) {
    switch (row.verdict) {
        case 'absorbed': return 'absorbed by a retry';
        case 'not_repeated': return 'not sent again';
        case 'pending': return 'waiting for a retry';
        default: return null;
    }
}

// What can be copied from a request

/** Headers that the client of a copy sets by itself. */
const ownHeaders = new Set([
    'accept-encoding', 'authorization', 'connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding',
    'user-agent', 'x-forwarded-for', 'x-forwarded-proto',
]);

/** The headers that a copy of the request must set; `skipped` are further names in lower case. */
export function copiedHeaders(request, ...skipped) {
    const isCopied = ([name, value]) =>
        !ownHeaders.has(name.toLowerCase()) && !skipped.includes(name.toLowerCase())
        && !(name.toLowerCase() === 'accept' && value === '*/*') && !name.toLowerCase().startsWith('sec-');
    return Object.entries(request.request.headers).filter(isCopied);
}

/** The body as it is sent again; null if there was none. */
function bodyText({ request }) {
    return request.body_text ?? (request.body === null ? null : JSON.stringify(request.body));
}

function header(request, name) {
    return Object.entries(request.request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** A text for a POSIX shell. */
export function shellQuoted(text) {
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The request as a command of curl; the key, which the journal masks, comes from $KIRIMDEV_API_KEY. */
export function curl(request, base) {
    const parts = [`curl -sS${request.method === 'HEAD' ? 'I' : 'i'}`];
    if (!['GET', 'HEAD'].includes(request.method)) parts[0] += ` -X ${shellQuoted(request.method)}`;
    parts[0] += ` ${shellQuoted(base + target(request))}`;
    if (header(request, 'authorization')) parts.push('-H "Authorization: Bearer $KIRIMDEV_API_KEY"');
    for (const [name, value] of copiedHeaders(request)) parts.push(`-H ${shellQuoted(`${name}: ${value}`)}`);
    const body = bodyText(request);
    if (body !== null) parts.push(`--data-raw ${shellQuoted(body)}`);
    return parts.join(' \\\n  ');
}

/**
 * The request with its outcome as a step of a scenario file. `parameters` are the path and query parameters by name;
 * without them, the step has the method and the path.
 */
export function scenarioStep(request, parameters = null, basePath = '/v1') {
    const sent = {};
    if (request.operation && parameters) {
        sent.operation = request.operation;
        if (Object.keys(parameters.path).length) sent.path = parameters.path;
        if (Object.keys(parameters.query).length) sent.query = parameters.query;
    } else {
        sent.method = request.method;
        const path = target(request);
        sent.url = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
    }
    const isJSON = request.request.body !== null;
    const headers = isJSON ? copiedHeaders(request, 'content-type') : copiedHeaders(request);
    if (headers.length) sent.headers = Object.fromEntries(headers);
    if (!header(request, 'authorization')) sent.api_key = null;
    if (isJSON) sent.body = request.request.body;
    else if (request.request.body_text) sent.raw_body = request.request.body_text;
    const step = { request: escaped(sent) };
    const expected = {};
    if (request.status === null) expected.connection = 'cut';
    else if (request.error) Object.assign(expected, { status: request.status, error: request.error });
    else expected.status = request.status;
    step.expect = expected;
    return `${yaml([step])}\n`;
}

/** In the strings of steps, `${` begins a variable and `$${` is a literal. */
function escaped(value) {
    if (typeof value === 'string') return value.replaceAll('${', () => '$${');
    if (Array.isArray(value)) return value.map(escaped);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
}

/** A fault rule that hits such a request once: with the error that it got, or else with `rate_limit_exceeded`. */
export function faultRule(request) {
    const on = request.tool ? { tool: request.tool }
        : request.operation ? { operation: request.operation }
        : { method: request.method, path: request.path };
    const error = request.operation && request.error ? request.error : 'rate_limit_exceeded';
    return JSON.stringify({ on, times: 1, then: { error } }, null, 2);
}

// YAML

/** A value as YAML in block style. */
export function yaml(value, indent = '') {
    if (Array.isArray(value) && value.length) {
        return value.map(item => `${indent}- ${yaml(item, `${indent}  `).trimStart()}`).join('\n');
    }
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length) {
        return Object.entries(value).map(([key, item]) => {
            const isNested = item !== null && typeof item === 'object' && Object.keys(item).length > 0;
            const text = yaml(item, isNested ? `${indent}  ` : '');
            return `${indent}${scalar(key)}:${isNested ? '\n' : ' '}${text}`;
        }).join('\n');
    }
    return indent + scalar(value);
}

/** JSON is YAML, too; only texts that cannot be taken for anything else stand without quotes. */
function scalar(value) {
    const isPlain = typeof value === 'string' && /^[A-Za-z_][\w./-]*$/.test(value)
        && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
    return isPlain ? value : JSON.stringify(value);
}
