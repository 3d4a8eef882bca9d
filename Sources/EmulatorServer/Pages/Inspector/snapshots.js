// The snapshots of a world, and what has changed since one of them or since the last reset.

import { button, field, h, replace } from './dom.js';
import { get, send } from './api.js';
import { hashOf, setQuery } from './router.js';
import { count, moment } from './text.js';
import {
    act, announce, confirmLoss, empty, failure, forOneWorld, panelHead, refreshOn, resetReport, rowButton, section, textInput,
} from './panel.js';
import { changeRow, collectionOf } from './changes.js';

const facts = { path: 'snapshots', title: 'Snapshots', why: 'A snapshot belongs to one world.' };
/** How many changed objects are fetched. */
const changeLimit = 500;

export const view = {
    ...facts,
    key: 'n',
    mount(root, { sandbox, query, readOnly }) {
        return forOneWorld(root, sandbox, facts, (element, world) => mountOne(element, world, query.since ?? null, readOnly));
    },
};

function mountOne(root, sandbox, firstSince, readOnly) {
    let since = firstSince;
    let snapshots = [];
    let isMounted = true;
    const list = h('div');
    const result = h('div');
    const changes = h('div');
    const chooser = h('select', { 'aria-label': 'Changes since', on: { change: () => choose(chooser.value || null) } });
    const name = textInput('before-checkout', { required: true, maxlength: '64', pattern: '[A-Za-z0-9._\\-]{1,64}' });
    const form = h('form.row.snapshot-form', { on: { submit: event => { event.preventDefault(); save(); } } },
        field('Name', name, 'Letters, digits, dots, hyphens and underscores. A snapshot with the same name is replaced.'),
        h('button.button.primary', { type: 'submit' }, 'Save'));
    root.append(h('div.panel',
        panelHead('Snapshots', sandbox, 'Saving and restoring take constant time. A reset keeps snapshots.'),
        h('div.snapshot-grid',
            section('Snapshots', {}, readOnly ? null : form, result, list),
            section('Changes', { class: 'snapshot-changes', actions: [h('label.row', 'since', chooser)] }, changes))));

    function choose(value) {
        since = value;
        setQuery({ since });
        loadChanges();
        showList();
    }

    async function loadSnapshots() {
        try {
            snapshots = (await get('/__admin/snapshots', { sandbox })).data;
        } catch (error) {
            replace(list, failure(error));
            return;
        }
        if (!isMounted) return;
        if (since !== null && !snapshots.some(item => item.name === since)) since = null;
        showList();
        replace(chooser,
            h('option', { value: '' }, 'the last reset'),
            snapshots.map(item => h('option', { value: item.name }, item.name)));
        chooser.value = since ?? '';
    }

    function showList() {
        replace(list, snapshots.length
            ? h('ul.snapshot-list', snapshots.map(snapshotRow))
            : empty('No snapshots', readOnly ? null : 'Save one to come back to this moment later.'));
        chooser.value = since ?? '';
    }

    function snapshotRow(snapshot) {
        return h('li', { class: snapshot.name === since ? 'chosen' : null },
            h('div.snapshot-what', h('b', snapshot.name), h('span.quiet', moment(snapshot.at))),
            h('div.row',
                rowButton('Changes', `since ${snapshot.name}`, () => choose(snapshot.name), { kind: 'quiet' }),
                readOnly ? null : [
                    rowButton('Restore', snapshot.name, () => restore(snapshot)),
                    rowButton('Delete', snapshot.name, () => remove(snapshot), { kind: 'danger' }),
                ]));
    }

    async function save() {
        const text = name.value.trim();
        const isReplaced = snapshots.some(item => item.name === text);
        const loss = ['The world as it was when the snapshot was saved.'];
        if (isReplaced && !await confirmLoss(`Replace the snapshot ${text}?`, loss, 'Replace')) return;
        const options = { query: { sandbox }, body: { name: text } };
        const saved = await act(() => send('POST', '/__admin/snapshots', options), `${text} is saved.`);
        if (!saved) return;
        name.value = '';
        await loadSnapshots();
        loadChanges();
    }

    async function restore({ name: snapshot }) {
        const loss = [
            'All changes since the snapshot, its fault counts and random values included.',
            'The journal. What is pending is cancelled.',
        ];
        if (!await confirmLoss(`Restore ${snapshot}?`, loss, 'Restore')) return;
        const path = `/__admin/snapshots/${encodeURIComponent(snapshot)}/restore`;
        const outcome = await act(() => send('POST', path, { query: { sandbox } }), `${snapshot} is restored.`);
        if (outcome) announce(result, h('div.note', h('b', `Restored ${snapshot}`), resetReport(outcome)));
        loadChanges();
    }

    async function remove({ name: snapshot }) {
        const loss = ['The saved world. The present world stays as it is.'];
        if (!await confirmLoss(`Delete the snapshot ${snapshot}?`, loss, 'Delete')) return;
        const path = `/__admin/snapshots/${encodeURIComponent(snapshot)}`;
        await act(() => send('DELETE', path, { query: { sandbox } }), `${snapshot} is deleted.`);
        const wasChosen = since === snapshot;
        await loadSnapshots();
        if (wasChosen) choose(null);
    }

    async function loadChanges() {
        const shown = since;
        try {
            const answer = await get('/__admin/changes', { sandbox, since, limit: changeLimit });
            if (isMounted && shown === since) showChanges(answer);
        } catch (error) {
            replace(changes, failure(error));
        }
    }

    function showChanges({ data, more, events, deliveries }) {
        const open = new Set([...changes.querySelectorAll('details[open]')].map(item => item.dataset.object));
        const totals = [['created', 'good'], ['updated', 'warn'], ['deleted', 'alarm']]
            .map(([kind, tone]) => [data.filter(row => row.kind === kind).length, kind, tone])
            .filter(([number]) => number);
        const numbers = object => Object.entries(object).map(([text, number]) => `${text} ${number}`).join(' · ');
        replace(changes,
            h('p.row', totals.map(([number, kind, tone]) => h('span.badge', { class: tone }, `${number} ${kind}`))),
            h('dl.facts',
                Object.keys(events).length ? [h('dt', 'Events'), h('dd', numbers(events))] : null,
                Object.keys(deliveries).length ? [h('dt', 'Deliveries'), h('dd', numbers(deliveries))] : null),
            data.length
                ? h('div.change-list', data.map(row => changeRow(row, {
                    isOpen: open.has(`${row.object}/${row.id}`) || data.length <= 3,
                    href: row.kind === 'deleted' ? null : hashOf('state', [sandbox, collectionOf(row.object), row.id]),
                })))
                : empty('Nothing has changed', since === null ? 'since the last reset.' : `since the snapshot ${since}.`),
            more ? h('p.help', `Only the first ${count(changeLimit, 'object')} are shown.`) : null);
    }

    loadSnapshots().then(loadChanges);
    const off = refreshOn(['state', 'delivery', 'event'], loadChanges, 700);
    return () => {
        isMounted = false;
        off();
    };
}
