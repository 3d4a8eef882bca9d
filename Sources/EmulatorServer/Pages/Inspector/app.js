// The shell of the inspector: top bar, navigation and keyboard. Views mark what the keyboard reaches: data-search is the
// field that `/` focuses, data-list the list that j and k move in, and data-back the link that Escape follows.

import { get, isUnknownWorld, report } from './api.js';
import { view as clock } from './clock.js';
import { view as coverage } from './coverage.js';
import { button, dialog, h, replace } from './dom.js';
import { view as faults } from './faults.js';
import { view as holds } from './holds.js';
import { view as phone } from './phone.js';
import { current, hashOf, link, navigate, onRoute, start } from './router.js';
import { view as scenarios } from './scenarios.js';
import { view as snapshots } from './snapshots.js';
import { view as state } from './state.js';
import { armed, connect, live, on, onChange, refresh, worlds } from './store.js';
import { count, moment, shorten } from './text.js';
import { view as timeline } from './timeline.js';
import { view as worldsView } from './worlds.js';

const views = [timeline, phone, clock, faults, holds, worldsView, scenarios, snapshots, state, coverage];
const groups = [[timeline, phone], [clock, faults, holds], [worldsView, scenarios, snapshots, state], [coverage]];

const [top, nav, main] = ['top', 'nav', 'view'].map(id => document.getElementById(id));
const isReadOnly = document.documentElement.hasAttribute('data-read-only');

// Navigation

const links = new Map(views.map(view => [view, link(`#/${view.path}`, h('span', view.title), h('kbd', { 'aria-hidden': 'true' }, view.key))]));

const menu = h('button.menu', {
    type: 'button', 'aria-expanded': false, 'aria-controls': 'nav', on: { click: () => setMenu(menu.getAttribute('aria-expanded') !== 'true') },
}, h('svg', { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' }, h('path', { d: 'M2 4h12M2 8h12M2 12h12' })),
h('span.visually-hidden', 'Menu'));

function setMenu(isOpen) {
    menu.setAttribute('aria-expanded', isOpen);
    nav.classList.toggle('open', isOpen);
    if (isOpen) nav.querySelector('a').focus();
}

function buildNavigation() {
    nav.append(
        ...groups.map(group => h('ul', group.map(view => h('li', links.get(view))))),
        h('ul.nav-end',
            h('li', h('a', { href: '/customers' }, 'Customers')),
            h('li', h('a', { href: '/__admin/docs' }, 'Control API')),
            h('li', h('a', { href: '/' }, 'Start page'))),
    );
    nav.addEventListener('click', event => event.target.closest('a') && setMenu(false));
}

// Top bar

const world = h('select', { 'aria-label': 'World', on: { change: () => chooseWorld(world.value || null) } });
const stream = h('span.stream', { role: 'status' });
const faultsBadge = link('#/faults');
const time = link('#/clock');
const readOnly = h('span.badge.quiet', { title: 'The server was started with --read-only-ui.' }, 'read only');

function buildTop() {
    faultsBadge.className = 'badge alarm';
    time.className = 'top-clock';
    readOnly.hidden = !isReadOnly;
    top.append(
        menu,
        h('a.top-name', { href: hashOf('timeline') }, 'kirimdev-mock'),
        world,
        h('span.top-space'),
        faultsBadge, readOnly, time, stream,
        button('?', showShortcuts, { kind: 'quiet', title: 'Keyboard shortcuts' }),
    );
    top.lastChild.setAttribute('aria-label', 'Keyboard shortcuts');
    top.lastChild.classList.add('top-help');
    showWorlds();
    showFaults();
    showStream();
}

/** Opens the list of the same page in another world, because what was shown belongs to one world. */
function chooseWorld(id) {
    const { path } = current();
    const view = views.find(item => item.path === path || item.paths?.includes(path)) ?? timeline;
    location.hash = hashOf(view.path, [], { sandbox: id });
}

function showWorlds() {
    const chosen = current().query.sandbox ?? '';
    const rows = worlds();
    const known = rows.some(row => row.id === chosen);
    replace(world,
        h('option', { value: '' }, `All worlds (${rows.length})`),
        rows.map(row => h('option', { value: row.id }, `Key …${row.key_last4} · ${row.scenario}`)),
        chosen && !known ? h('option', { value: chosen }, shorten(chosen)) : null);
    world.value = chosen;
}

function showFaults() {
    const number = armed().length;
    faultsBadge.hidden = number === 0;
    faultsBadge.textContent = `${count(number, 'fault')} armed`;
}

function showStream() {
    stream.dataset.live = live();
    replace(stream, h('span.stream-dot', { 'aria-hidden': 'true' }), live() ? 'Live' : 'Connecting…');
}

// The clock of the chosen world, or of the only one

let reading = null;
let clockLoads = 0;
let shownWorld;

async function loadClock() {
    const only = worlds().length === 1 ? worlds()[0].id : null;
    const sandbox = current().query.sandbox ?? only;
    clockLoads += 1;
    const load = clockLoads;
    const isOfMany = !sandbox && worlds().length > 1;
    const value = isOfMany ? null : await get('/__admin/clock', { sandbox }).catch(error => {
        // The list of worlds may still have one that was deleted.
        if (sandbox !== only || !isUnknownWorld(error)) report(error);
    });
    // The clock of a world that was chosen meanwhile is shown when it comes.
    if (load !== clockLoads) return;
    reading = value ? { ...value, readAt: performance.now() } : null;
    showClock();
}

function showClock() {
    time.hidden = !reading;
    if (!reading) return;
    const passed = reading.mode === 'real' ? performance.now() - reading.readAt : 0;
    const now = new Date(Date.parse(reading.now) + passed).toISOString();
    time.textContent = `${moment(now).slice(0, 19)} ${reading.mode === 'frozen' ? 'frozen' : 'UTC'}`;
}

// Keyboard

/** Until when a letter after `g` opens a page. */
let goingUntil = 0;

function showShortcuts() {
    const keys = [
        ['/', 'Search'], ['j k', 'Next, previous row'], ['Enter', 'Open the row'], ['Escape', 'Back'],
        ...views.map(view => [`g ${view.key}`, view.title]), ['?', 'This list'],
    ];
    dialog('Keyboard shortcuts', h('dl.shortcuts', keys.map(([key, text]) => h('div', h('dt', key.split(' ').map(part => h('kbd', part))), h('dd', text)))));
}

function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const isTyping = event.target.matches?.('input, select, textarea, [contenteditable]');
    if (event.key === 'Escape') {
        escape(event, isTyping);
        return;
    }
    if (isTyping) return;
    if (performance.now() < goingUntil) {
        goingUntil = 0;
        const view = views.find(item => item.key === event.key);
        if (view) handled(event, () => navigate(`#/${view.path}`));
        return;
    }
    switch (event.key) {
        case 'g':
            goingUntil = performance.now() + 1500;
            break;
        case '?': handled(event, showShortcuts); break;
        case '/': handled(event, () => main.querySelector('[data-search]')?.focus()); break;
        case 'j': pressInList(event, 'ArrowDown'); break;
        case 'k': pressInList(event, 'ArrowUp'); break;
    }
}

function handled(event, action) {
    event.preventDefault();
    action();
}

function pressInList(event, key) {
    const list = main.querySelector('[data-list]');
    if (!list) return;
    handled(event, () => {
        list.focus({ preventScroll: true });
        list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    });
}

function escape(event, isTyping) {
    if (nav.classList.contains('open')) {
        setMenu(false);
        menu.focus();
    } else if (isTyping) {
        event.target.blur();
        main.querySelector('[data-list]')?.focus({ preventScroll: true });
    } else {
        main.querySelector('[data-back]')?.click();
    }
}

// Start

buildNavigation();
buildTop();
on('connection', showStream);
onChange('worlds', () => { showWorlds(); loadClock(); });
onChange('armed', showFaults);
on('clock', loadClock);
on('reset', loadClock);
setInterval(() => reading?.mode === 'real' && showClock(), 1000);
addEventListener('keydown', pressed);
onRoute((context, view) => {
    const isOther = context.sandbox !== shownWorld;
    shownWorld = context.sandbox;
    connect(context.sandbox);
    for (const [item, element] of links) {
        element.href = hashOf(item.path);
        if (item === view) element.setAttribute('aria-current', 'page');
        else element.removeAttribute('aria-current');
    }
    for (const [path, element] of [['faults', faultsBadge], ['clock', time]]) element.href = hashOf(path);
    if (isOther) {
        showWorlds();
        loadClock();
    }
});
await refresh('worlds');
start(views, main);
