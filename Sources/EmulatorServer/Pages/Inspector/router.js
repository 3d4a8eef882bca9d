// Shows the view that the hash of the address names: #/PATH/PARAMETER/…?NAME=VALUE&sandbox=sbx_…

import { h } from './dom.js';

let views = [];
let root = null;
let mounted = null;
let listeners = [];

/**
 * Mounts views into `root` from now on. A view has `path`, and `paths` if it has more than one. `mount(root, context)`
 * returns a function that ends it, or `{update(context), unmount()}` if it shows other parameters without a new mount.
 */
export function start(allViews, element) {
    views = allViews;
    root = element;
    addEventListener('hashchange', show);
    show();
}

/** Calls `listener` after each change of the address. */
export function onRoute(listener) {
    listeners.push(listener);
}

/** The parts of the present address; `params` are decoded. */
export function current() {
    return parse(location.hash);
}

export function parse(hash) {
    const [path, query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
    const [name, ...params] = path.split('/').map(decode);
    return { path: name || 'timeline', params: params.filter(Boolean), query: Object.fromEntries(new URLSearchParams(query)) };
}

function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
}

/** The hash of a path with its parameters and query; the chosen world is kept unless `query` names one. */
export function hashOf(path, params = [], query = {}) {
    const all = { sandbox: current().query.sandbox, ...query };
    const set = Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const text = new URLSearchParams(set).toString();
    return `#/${[path, ...params].map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Opens an address such as '#/faults/throttled'; the chosen world is kept. */
export function navigate(hash) {
    location.hash = keepingWorld(hash);
}

/** A link to an address of this page; the chosen world is kept. */
export function link(hash, ...children) {
    return h('a', { href: keepingWorld(hash) }, ...children);
}

function keepingWorld(hash) {
    const { path, params, query } = parse(hash);
    return hashOf(path, params, query);
}

/** Replaces the query of the address, but not the chosen world, without a new entry in the history. */
export function setQuery(query) {
    const { path, params } = current();
    history.replaceState(null, '', hashOf(path, params, query));
}

function show() {
    const route = current();
    const view = views.find(item => item.path === route.path || item.paths?.includes(route.path)) ?? views[0];
    const context = {
        ...route,
        sandbox: route.query.sandbox ?? null,
        readOnly: document.documentElement.hasAttribute('data-read-only'),
    };
    for (const listener of listeners) listener(context, view);
    if (mounted?.view === view && mounted.sandbox === context.sandbox && mounted.parts?.update) {
        mounted.parts.update(context);
        return;
    }
    mounted?.parts?.unmount?.();
    root.replaceChildren();
    root.scrollTop = 0;
    document.title = `${view.title} · kirimdev-mock`;
    const result = view.mount(root, context);
    mounted = { view, sandbox: context.sandbox, parts: typeof result === 'function' ? { unmount: result } : result };
}
