// The state browser: the collections of a world, their objects, and each object as JSON.

import { button, h, json, replace, toast } from './dom.js';
import { get } from './api.js';
import { hashOf, navigate, setQuery } from './router.js';
import { on } from './store.js';
import { bytes, count, shorten } from './text.js';
import { virtualList } from './list.js';
import { act, empty, failure, forOneWorld, panelHead, searchInput, targetText } from './panel.js';
import { collectionsOf, masked, objectOf } from './world-state.js';

const facts = { path: 'state', title: 'State', why: 'The state is that of one world.' };
/** How long a fetch may take for the page to fetch the state again by itself after a change. */
const quickFetch = 300;

export const view = {
    ...facts,
    key: 'o',
    mount(root, context) {
        let shown = null;
        let part = null;
        const show = next => {
            // An address with a world of its own shows that world, whatever world is chosen.
            const [named] = next.params;
            const world = named && named !== '-' ? named : next.sandbox;
            if (part && world === shown) return part.update?.(next);
            part?.unmount?.();
            root.replaceChildren();
            shown = world;
            part = forOneWorld(root, world, facts, (element, sandbox) => stateBrowser(element, sandbox, next));
        };
        show(context);
        return { update: show, unmount: () => part.unmount() };
    },
};

function stateBrowser(root, sandbox, context) {
    let collections = [];
    let size = 0;
    let showsSecrets = false;
    let [collectionName, id] = [context.params[1] ?? null, context.params[2] ?? null];
    let isMounted = true;

    const search = searchInput('Search the objects', 'Search the objects', { value: context.query.q ?? '' });
    const stale = h('span');
    const names = h('nav.state-collections', { 'aria-label': 'Collections' });
    const chooser = h('select.state-chooser', {
        'aria-label': 'Collection', on: { change: () => navigate(hashTo(chooser.value)) },
    });
    const listHead = h('p.quiet.state-count', { role: 'status' });
    const listRoot = h('div.state-list');
    const detail = h('div.state-detail');
    const showSecrets = event => {
        showsSecrets = event.target.checked;
        showDetail();
    };
    const secrets = h('label.choice', h('input', { type: 'checkbox', on: { change: showSecrets } }), 'Show secrets');
    const body = h('div.state-grid', names, h('div.state-objects', chooser, search, listHead, listRoot), detail);
    root.append(h('div.panel.state-panel',
        panelHead('State', sandbox, 'Everything in the world, as an export has it.',
            [stale, secrets, button('Download', download)]),
        body));
    const list = virtualList(listRoot, {
        rowHeight: 52, key: object => object.id, label: 'Objects', render: objectRow,
        onOpen: object => navigate(hashTo(collectionName, object.id)),
    });

    function hashTo(collection, object) {
        return hashOf('state', [sandbox, collection, object].filter(Boolean), { q: search.value.trim() });
    }

    async function load() {
        const start = performance.now();
        try {
            const state = await get('/__admin/state', { sandbox });
            if (!isMounted) return;
            quick = performance.now() - start < quickFetch;
            collections = collectionsOf(state);
            size = JSON.stringify(state).length;
            replace(stale, h('span.quiet', bytes(size)));
            show();
        } catch (error) {
            replace(detail, failure(error));
        }
    }

    function show() {
        if (!collections.some(item => item.name === collectionName)) collectionName = collections[0].name;
        showNames();
        showObjects();
        showDetail();
    }

    function showNames() {
        const group = (title, items) => [h('h2', title), h('ul', items.map(item => h('li', h('a', {
            href: hashTo(item.name), 'aria-current': item.name === collectionName ? 'page' : null,
        }, item.title, h('span.quiet', item.objects ? String(item.objects.length) : '')))))];
        replace(names,
            group('Objects', collections.filter(item => item.objects)),
            group('The rest', collections.filter(item => !item.objects)));
        replace(chooser, collections.map(item => h('option', { value: item.name, selected: item.name === collectionName },
            item.objects ? `${item.title} (${item.objects.length})` : item.title)));
    }

    function current() {
        return collections.find(item => item.name === collectionName);
    }

    function showObjects() {
        const { objects } = current();
        body.classList.toggle('single', !objects);
        search.hidden = !objects;
        if (!objects) {
            list.setRows([]);
            listHead.textContent = '';
            return;
        }
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        const found = words.length ? objects.filter(object => words.every(word => object.text.includes(word))) : objects;
        listHead.textContent = `${words.length ? `${found.length} of ` : ''}${count(objects.length, 'object')}`;
        list.setRows(found);
        list.select(id);
    }

    function objectRow(object) {
        return h('div.state-row',
            h('span.state-title.cut', { dir: 'auto', title: object.title }, object.title || '(no name)'),
            h('span.row.state-facts',
                h('span.mono.quiet', { title: object.id }, shorten(object.id)),
                object.status ? h('span.badge.quiet', object.status) : null));
    }

    function showDetail() {
        const collection = current();
        body.classList.toggle('open', id !== null || !collection.objects);
        if (!collection.objects) return replace(detail, back(), h('h2', collection.title), json(shown(collection.value)));
        if (id === null) return replace(detail, collection.objects.length
            ? empty('Choose an object', 'Its JSON appears here.')
            : empty(`No ${collection.title.toLowerCase()}`));
        const object = objectOf(collection, id);
        if (!object) return replace(detail, back(), h('div.note.warn', 'There is no object ', h('code', id), ' here any more.'));
        const others = links(object.value);
        replace(detail, back(),
            h('h2', { dir: 'auto' }, object.title || object.id),
            h('p.mono.quiet', object.id),
            others.length ? h('p.row.state-links', others) : null,
            json(shown(object.value)));
    }

    function shown(value) {
        return showsSecrets ? value : masked(value);
    }

    function back() {
        return h('a.state-back', { href: hashTo(collectionName), data: { back: '' } }, '← Objects');
    }

    /** Links to the objects that an object names. */
    function links(value) {
        const found = [];
        const add = (href, text, title) => found.push(h('a.badge', { href, title }, text));
        for (const [key, text] of Object.entries(value)) {
            if (typeof text !== 'string' || text === id) continue;
            const target = collections.find(item => item.objects && objectOf(item, text));
            if (target) add(hashTo(target.name, text), `${key.replaceAll('_', ' ')} ${shorten(text)}`, text);
        }
        if (collectionName === 'deliveries') add(hashOf('deliveries', [sandbox, id]), 'Attempts');
        if (collectionName === 'outbox') add(hashOf('events', [sandbox, id]), 'Event');
        return found;
    }

    async function download() {
        const state = await act(() => get('/__admin/state', { sandbox }));
        if (!state) return;
        const address = URL.createObjectURL(new Blob([JSON.stringify(state, null, 2)], { type: 'application/json' }));
        h('a', { href: address, download: `${sandbox}.json` }).click();
        setTimeout(() => URL.revokeObjectURL(address), 1000);
        toast(`The state of ${targetText(sandbox)} is saved, with secrets.`, 'warn');
    }

    // Keeping up to date

    let quick = true;
    let timer = null;
    function changed() {
        if (!quick) {
            replace(stale, h('span.badge.warn', 'Changed'), button('Refresh', load));
        } else {
            timer ??= setTimeout(() => { timer = null; load(); }, 700);
        }
    }
    const offs = ['state', 'event', 'delivery', 'clock', 'reset', 'gap'].map(kind => on(kind, changed));
    search.addEventListener('input', () => { setQuery({ q: search.value.trim() }); showObjects(); });
    load();
    return {
        update({ params, query }) {
            collectionName = params[1] ?? collectionName;
            id = params[2] ?? null;
            if (document.activeElement !== search) search.value = query.q ?? '';
            if (collections.length) show();
        },
        unmount() {
            isMounted = false;
            clearTimeout(timer);
            for (const off of offs) off();
            list.destroy();
        },
    };
}
