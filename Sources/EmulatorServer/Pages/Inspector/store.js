// What all views share: the one stream of events, and the lists that are kept up to date by it.

import { get, report } from './api.js';
import { readStream } from './stream.js';

/** How often a list is fetched at most while events ask for it. */
const pause = 1000;

/** How many seconds the start times may differ that are computed from two answers of the same run. */
const clockError = 3;

const listeners = new Map();
let stream = null;
let chosen = null;
let isLive = false;
let isStarted = false;
/** When the emulator was started, in seconds; null until it is known. */
let started = null;

const values = { health: null, worlds: [], armed: [] };
const fetchers = {
    health: () => get('/__admin/health'),
    worlds: async () => (await get('/__admin/sandboxes')).data,
    armed: async () => (await get('/__admin/faults', { sandbox: chosen })).data.filter(isArmed),
};

/** Opens the stream of one world, or of all if null, and ends the one before. */
export function connect(sandbox) {
    if (isStarted && sandbox === chosen) return;
    isStarted = true;
    chosen = sandbox;
    stream?.close();
    setLive(false);
    stream = readStream('/__admin/events', { sandbox }, { onEvent: receive, onState: setLive });
    refresh('armed');
}

/**
 * Calls `fn(data)` for each event of a kind: request, event, delivery, state, fault, hold, clock, reset, gap, and
 * `connection` with {live}. Returns a function that ends it.
 */
export function on(kind, fn) {
    if (!listeners.has(kind)) listeners.set(kind, new Set());
    listeners.get(kind).add(fn);
    return () => listeners.get(kind).delete(fn);
}

/** Calls `fn(value)` when `health`, `worlds` or `armed` has changed. Returns a function that ends it. */
export function onChange(name, fn) {
    return on(`change:${name}`, fn);
}

/** Whether the stream is connected. */
export function live() {
    return isLive;
}

/** The health of the emulator; null until it was fetched. */
export function health() {
    return values.health;
}

/** The rows of all sandboxes, oldest first. */
export function worlds() {
    return values.worlds;
}

/** The rules that can still fire, in the chosen world or in any. */
export function armed() {
    return values.armed;
}

/** Whether a fault rule can still fire. */
export function isArmed(rule) {
    return rule.enabled && rule.remaining !== 0;
}

const waiting = new Map();

/** Fetches `health`, `worlds` or `armed` again: at once, then at most once in a second. */
export function refresh(name) {
    const state = waiting.get(name);
    if (state) {
        state.again = true;
        return;
    }
    waiting.set(name, { again: false });
    setTimeout(() => {
        const { again } = waiting.get(name);
        waiting.delete(name);
        if (again) refresh(name);
    }, pause);
    return load(name).catch(report);
}

async function load(name) {
    const before = chosen;
    const value = await fetchers[name]();
    if (name === 'armed' && before !== chosen) return;
    values[name] = value;
    emit(`change:${name}`, value);
}

function receive(kind, data) {
    if (data.sandbox && !values.worlds.some(world => world.id === data.sandbox)) refresh('worlds');
    if (kind === 'fault') refresh('armed');
    if (kind === 'reset' || kind === 'gap') ['worlds', 'armed', 'health'].forEach(refresh);
    emit(kind, data);
}

function setLive(value) {
    if (value === isLive) return;
    isLive = value;
    if (value) {
        refresh('worlds');
        checkStart().catch(report);
    }
    emit('connection', { live: value });
}

/** After a restart, the emulator has other worlds, so all lists are fetched again. */
async function checkStart() {
    await load('health');
    const start = Date.now() / 1000 - values.health.uptime_s;
    if (started !== null && Math.abs(start - started) > clockError) receive('gap', {});
    started = start;
}

function emit(kind, data) {
    for (const fn of listeners.get(kind) ?? []) {
        try { fn(data); } catch (error) { console.error(error); }
    }
}
