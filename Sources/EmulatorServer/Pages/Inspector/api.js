// Sends requests to the emulator.

import { button, dialog, field, h, toast } from './dom.js';
import { errorText } from './text.js';

const tokenHeader = 'X-Mock-Admin-Token';
const tokenKey = 'kirimdev-mock-admin-token';

/** An answer with an error status; `errors` has the places and what would be right. */
export class ApiError extends Error {
    constructor(status, { code = '', title = '', detail = '', errors = [] } = {}) {
        super(detail || title || `Status ${status}`);
        Object.assign(this, { name: 'ApiError', status, code, title, detail, errors });
    }
}

/** The parsed JSON of a GET; members of `query` that are null or undefined are left out. */
export function get(path, query) {
    return send('GET', path, { query });
}

/** The parsed JSON of a request; text if the answer is not JSON, and null if it is empty. */
export async function send(method, path, { query, body } = {}) {
    const response = await open(method, path, { query, body });
    const text = await response.text();
    if (!text) return null;
    return (response.headers.get('Content-Type') ?? '').includes('json') ? JSON.parse(text) : text;
}

/** The response to a request, before its body is read; an error status is thrown as ApiError. */
export async function open(method, path, { query, body, headers, signal } = {}) {
    while (true) {
        const token = sessionStorage.getItem(tokenKey);
        const response = await request(method, path, { query, body, headers, signal });
        if (response.ok) return response;
        const error = await errorOf(response);
        if (!isAboutToken(error)) throw error;
        // Another request may have asked for the token in the meantime.
        if (token === sessionStorage.getItem(tokenKey) && !await askForToken(token !== null)) throw error;
    }
}

function request(method, path, { query, body, headers = {}, signal }) {
    const url = new URL(path, location.origin);
    for (const [name, value] of Object.entries(query ?? {})) {
        if (value !== null && value !== undefined) url.searchParams.set(name, value);
    }
    const token = sessionStorage.getItem(tokenKey);
    const fields = { Accept: 'application/json', ...headers };
    if (token) fields[tokenHeader] = token;
    const isText = typeof body === 'string';
    if (body !== undefined) fields['Content-Type'] ??= isText ? 'text/plain' : 'application/json';
    const content = body === undefined || isText ? body : JSON.stringify(body);
    return fetch(url, { method, headers: fields, body: content, signal }).catch(error => {
        if (error.name === 'AbortError') throw error;
        throw new ApiError(0, { title: 'No connection', detail: 'The emulator does not respond.' });
    });
}

/** Errors of the control API are problem documents; errors of the emulated API are `{"error": …}`. */
async function errorOf(response) {
    const text = await response.text();
    try {
        const body = JSON.parse(text);
        const error = body.error ?? body;
        return new ApiError(response.status, { ...error, detail: error.detail ?? error.message });
    } catch {
        return new ApiError(response.status, { title: response.statusText, detail: text.slice(0, 500) });
    }
}

// The admin token

function isAboutToken(error) {
    return error.status === 401 && error.detail.includes(tokenHeader);
}

let asking = null;

/** Asks once, however many requests wait for the answer; resolves to whether there is a token to try. */
function askForToken(wasRefused) {
    asking ??= new Promise(resolve => {
        const input = h('input', { type: 'password', autocomplete: 'off' });
        const help = 'The value of --admin-token. It is kept until this tab is closed.';
        const opened = dialog('This emulator requires its admin token', h('form', { method: 'dialog' },
            wasRefused ? h('p.note.alarm', 'The emulator refuses this token.') : null,
            field('Admin token', input, help),
        ), [button('Continue', () => opened.close(), { kind: 'primary' })]);
        opened.element.addEventListener('close', () => {
            if (input.value) sessionStorage.setItem(tokenKey, input.value);
            asking = null;
            resolve(input.value !== '');
        });
        input.focus();
    });
    return asking;
}

/** Whether an error says that there is no such world, as when it was deleted meanwhile. */
export function isUnknownWorld(error) {
    return error.code === 'unknown_sandbox';
}

/** Shows an error with its details. */
export function report(error) {
    if (error.name === 'AbortError') return;
    if (!(error instanceof ApiError)) console.error(error);
    toast(errorText(error), 'alarm');
}
