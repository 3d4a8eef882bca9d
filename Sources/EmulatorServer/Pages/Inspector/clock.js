// The clock of one world or of all: reading it, setting it, and advancing it to what falls due.

import { button, field, h, replace, toast } from './dom.js';
import { get, report, send } from './api.js';
import { hashOf } from './router.js';
import { on, onChange, refresh, worlds } from './store.js';
import { count, duration, moment, shorten } from './text.js';
import { announce, empty, failure, modeBadge, panelHead, refreshOn, section, textInput } from './panel.js';
import { clockTime } from './phone-world.js';
import { dueTable, firedTable } from './timers.js';

const steps = [['1 min', '1m'], ['1 h', '1h'], ['31 h', '31h'], ['8 d', '8d']];
const dueLimit = 100;

export const view = {
    path: 'clock',
    title: 'Clock',
    key: 'c',
    mount(root, { sandbox, readOnly }) {
        const face = h('div.clock-face');
        const due = h('div');
        const fired = h('section.card.panel-card', { hidden: true });
        const controls = readOnly ? null : clockControls({ sandbox, fired, reload: () => load() });
        const note = sandbox
            ? 'Setting and advancing change the clock of this world only.'
            : 'Setting also applies to worlds that are created later. An advance moves every existing world by the same time.';
        root.append(h('div.panel',
            panelHead('Clock', sandbox, note),
            h('div.clock-grid',
                section('Now', { class: 'clock-now' }, face, controls?.element),
                h('div.stack', fired, section('Falls due next', { class: 'clock-due' }, due)))));

        let stopFace = () => {};
        let isMounted = true;
        async function load() {
            try {
                const [clock, timers, pending] = await Promise.all([
                    get('/__admin/clock', { sandbox }),
                    get('/__admin/clock/timers', { sandbox, limit: dueLimit }),
                    get('/__admin/webhooks/deliveries', { sandbox, status: 'pending', limit: 1000 }),
                ]);
                if (!isMounted) return;
                stopFace();
                stopFace = showClock(face, clock, sandbox);
                controls?.setMode(clock);
                const advanceTo = controls && (sandbox || worlds().length === 1) ? controls.advanceTo : null;
                replace(due, dueList(timers, pending.data, { now: clock.now, sandbox, advanceTo }));
            } catch (error) {
                replace(due, failure(error));
            }
        }
        load();
        const offs = [refreshOn(['clock', 'state', 'delivery'], load)];
        // Without a chosen world, the clocks of all worlds are shown.
        if (!sandbox) offs.push(onChange('worlds', load), on('clock', () => refresh('worlds')));
        return () => {
            isMounted = false;
            stopFace();
            for (const off of offs) off();
        };
    },
};

/** Shows the time, which runs if the clock does. Returns a function that stops it. */
function showClock(face, clock, sandbox) {
    const fetched = performance.now();
    const start = Date.parse(clock.now);
    const day = h('span.clock-day');
    const hours = h('span.clock-hours');
    const update = () => {
        const elapsed = clock.mode === 'real' ? performance.now() - fetched : 0;
        const [date, rest] = new Date(start + elapsed).toISOString().split('T');
        day.textContent = date;
        hours.textContent = `${rest.slice(0, 8)} UTC`;
    };
    update();
    replace(face,
        h('p.clock-time', { role: 'timer', 'aria-label': 'Time' }, hours, day),
        h('p.row',
            modeBadge(clock),
            h('span.quiet', offsetText(clock.offset_ms))),
        sandbox ? null : otherClocks());
    if (clock.mode !== 'real') return () => {};
    const ticking = setInterval(update, 1000);
    return () => clearInterval(ticking);
}

function offsetText(offset) {
    if (Math.abs(offset) < 1000) return 'Shows the wall clock time';
    return `${duration(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} the wall clock`;
}

/** Without a chosen world, the face shows the clock of new worlds; the existing ones may have others. */
function otherClocks() {
    const rows = worlds();
    return [
        h('p.help', 'This is the clock that a new world gets.'),
        rows.length ? h('details', { open: rows.length <= 5 },
            h('summary', count(rows.length, 'existing world')),
            h('ul.clock-worlds', rows.map(row => h('li',
                h('a.mono', { href: hashOf('clock', [], { sandbox: row.id }), title: row.id }, shorten(row.id)),
                h('span', moment(row.clock.now).slice(0, 19)),
                modeBadge(row.clock))))) : null,
    ];
}

function dueList(timers, pending, { now, sandbox, advanceTo }) {
    const waiting = pending.length
        ? h('p.note', `${count(pending.length, 'delivery', 'deliveries')} without an attempt: held, `
            + 'waiting for another one, or on the way. ', h('a', { href: hashOf('holds') }, 'Holds'))
        : null;
    if (!timers.data.length) {
        return [waiting, empty('Nothing falls due', 'Retries, expiring links, statuses of messages and other timers appear here.')];
    }
    return [
        waiting,
        dueTable(timers.data, { now, sandbox, advanceTo }),
        timers.more ? h('p.help', `Only the first ${dueLimit} are shown.`) : null,
    ];
}

// The controls

function clockControls({ sandbox, fired, reload }) {
    const mode = h('div.segments', { role: 'group', 'aria-label': 'Mode of the clock' });
    const instant = textInput('2026-06-05T00:00:00Z');
    const span = textInput('90s, 5m, 2h, 8d or PT31H');
    const spanError = h('p.error', { role: 'alert' });
    const progress = h('p.help');
    /** The clock with the time at which it was read. */
    let present = null;

    async function set(setting, done) {
        try {
            await send('PUT', '/__admin/clock', { query: { sandbox }, body: setting });
            toast(done);
        } catch (error) {
            report(error);
        }
        await reload();
    }

    async function advance(step) {
        announce(progress, 'Advancing. This waits for the response to each webhook…');
        for (const item of element.querySelectorAll('button')) item.disabled = true;
        try {
            const result = await send('POST', '/__admin/clock/advance', { query: { sandbox }, body: step });
            fired.hidden = false;
            announce(fired, firedTable(result, { sandbox, hide: () => { fired.hidden = true; } }));
            fired.scrollIntoView({ block: 'nearest' });
            spanError.textContent = '';
        } catch (error) {
            const isOfField = error.errors?.some(({ pointer }) => pointer === '/by' || pointer === '/to');
            if (!isOfField) return report(error);
            spanError.textContent = 'Neither a duration such as 90s, 5m, 2h, 8d or PT31H, nor a time such as 2026-06-05T00:00:00Z.';
        } finally {
            for (const item of element.querySelectorAll('button')) item.disabled = false;
            progress.replaceChildren();
        }
        await reload();
    }

    const presentTime = () => (present ? new Date(clockTime(present)).toISOString() : undefined);
    const modeButton = (name, label, done) => h('button', {
        type: 'button', data: { mode: name },
        on: { click: () => set(name === 'frozen' ? { mode: name } : { mode: name, now: presentTime() }, done) },
    }, label);
    mode.append(
        modeButton('real', 'Run', 'The clock runs.'),
        modeButton('frozen', 'Freeze', 'The clock is frozen.'));

    const setForm = h('form.row.clock-form', { on: { submit: event => {
        event.preventDefault();
        const text = instant.value.trim();
        if (text) set({ mode: present?.mode ?? 'frozen', now: text }, 'The clock is set.');
    } } }, field('Set to', instant, 'What is overdue then runs at once, at the new time. The clock may also go back.'),
        h('button.button', { type: 'submit' }, 'Set'));
    const advanceForm = h('form.row.clock-form', { on: { submit: event => {
        event.preventDefault();
        const text = span.value.trim();
        if (text) advance(/^\d{4}-/.test(text) ? { to: text } : { by: text });
    } } }, field('Another time', span, 'A duration, or the time to advance to.'),
        h('button.button', { type: 'submit' }, 'Advance'));
    advanceForm.querySelector('.field').append(spanError);

    const element = h('div.clock-controls',
        h('div.row', mode, button('Wall clock time', () => set({ mode: 'real' }, 'The clock shows the wall clock time.'),
            { kind: 'quiet' })),
        setForm,
        h('h3', 'Advance'),
        h('p.help', 'Runs everything that falls due in between, in order, each at its own time.'),
        h('div.row', steps.map(([label, by]) => button(`+${label}`, () => advance({ by })))),
        advanceForm,
        progress);

    return {
        element,
        advanceTo: at => advance({ to: at }),
        setMode(clock) {
            present = { ...clock, readAt: Date.now() };
            if (document.activeElement !== instant) instant.placeholder = clock.now;
            for (const item of mode.children) item.setAttribute('aria-pressed', item.dataset.mode === clock.mode);
        },
    };
}
