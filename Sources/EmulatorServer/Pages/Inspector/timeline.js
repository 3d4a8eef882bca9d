// The timeline: requests, what they caused, what was delivered, and the details of the selected row beside it.

import { deliveryDetail } from './delivery.js';
import { button, h, replace } from './dom.js';
import { eventDetail } from './event.js';
import { FilterBar } from './filter-bar.js';
import { filterOf } from './filter.js';
import { journalOf } from './journal.js';
import { lineElement, lineHeight } from './lines.js';
import { virtualList } from './list.js';
import { requestDetail } from './request.js';
import { hashOf, setQuery } from './router.js';
import { worlds } from './store.js';
import { count } from './text.js';
import { keyOf } from './trace.js';

const details = { requests: requestDetail, events: eventDetail, deliveries: deliveryDetail };
const paths = { request: 'requests', event: 'events', delivery: 'deliveries' };

/** A list that is narrower than this many pixels is compact. */
const compactWidth = 640;

export const view = {
    path: 'timeline',
    paths: Object.keys(details),
    title: 'Timeline',
    key: 't',
    mount: (root, context) => new Timeline(root, context),
};

class Timeline {
    #context;
    #journal;
    #filter = {};
    #layout = { isCompact: false, isTouch: false, showsWorld: false };
    #endDetail = null;
    #shown = null;
    #timer = 0;
    #off;

    constructor(root, context) {
        this.#context = context;
        this.#journal = journalOf(context.sandbox);
        this.tools = new FilterBar(context.query, query => this.#filterBy(query));
        this.newer = button('Newest', () => this.list.scrollToEnd(), { kind: 'quiet' });
        this.newer.classList.add('newest');
        this.newer.hidden = true;
        this.total = h('p.timeline-total', { role: 'status' });
        this.empty = h('div.empty');
        this.pane = h('section.timeline-pane', { 'aria-label': 'Timeline' },
            h('h1.visually-hidden', 'Timeline'), this.tools.element);
        this.body = h('div.timeline-body');
        this.pane.append(this.body, h('div.timeline-foot', this.total, this.newer));
        this.detail = h('section.timeline-detail', { 'aria-label': 'Details', tabindex: '-1' });
        this.element = h('div.timeline', this.pane, this.detail);
        root.append(this.element);
        this.list = virtualList(this.body, {
            rowHeight: line => lineHeight(line, this.#layout), label: 'Requests, events and deliveries', follows: true,
            key: line => line.key,
            render: line => lineElement(line, this.#layout),
            onOpen: line => { location.hash = this.#hashOf(line); },
            onSelect: line => this.#selected(line),
            onFollow: isFollowing => { this.newer.hidden = isFollowing; },
        });
        this.body.append(this.empty);
        this.observer = new ResizeObserver(([entry]) => this.#fit(entry.contentRect.width));
        this.observer.observe(this.body);
        this.#off = this.#journal.onChange(() => this.#refresh());
        this.#filter = filterOf(context.query);
        this.#refresh();
        this.#show();
    }

    update(context) {
        this.#context = context;
        this.tools.set(context.query);
        this.#filter = filterOf(context.query);
        this.#refresh();
        this.#show();
    }

    unmount() {
        this.#off();
        this.#endDetail?.();
        this.observer.disconnect();
        this.list.destroy();
        clearTimeout(this.#timer);
    }

    #fit(width) {
        this.#layout.isCompact = width < compactWidth;
        this.#layout.isTouch = matchMedia('(pointer: coarse), (max-width: 48rem)').matches;
        this.element.classList.toggle('compact', this.#layout.isCompact);
        this.list.setRowHeight(line => lineHeight(line, this.#layout));
    }

    #filterBy(query) {
        this.#context = { ...this.#context, query: { ...query, sandbox: this.#context.sandbox ?? undefined } };
        setQuery(query);
        this.tools.set(query);
        this.#filter = filterOf(query);
        this.#refresh();
    }

    #refresh() {
        const { trace, isLoading } = this.#journal;
        this.#layout.showsWorld = this.#context.sandbox === null && worlds().length > 1;
        const lines = trace.lines(this.#filter);
        this.list.setRows(lines);
        this.tools.setOperations(lines);
        const isFiltered = Boolean(this.#filter.kinds || this.#filter.test);
        this.total.textContent = isFiltered
            ? `${lines.length.toLocaleString('en')} of ${count(trace.size, 'row')}` : count(trace.size, 'row');
        this.empty.hidden = lines.length > 0;
        const state = lines.length ? 'full' : isLoading ? 'loading' : isFiltered ? 'filtered' : 'empty';
        if (this.empty.dataset.state === state) return;
        this.empty.dataset.state = state;
        replace(this.empty, emptyText(state, () => this.#filterBy({})));
    }

    // Details

    #hashOf({ kind, row }) {
        return hashOf(paths[kind], [row.sandbox ?? '-', row.seq ?? row.id], this.#context.query);
    }

    /** On a wide page, the details follow the selection. */
    #selected(line) {
        clearTimeout(this.#timer);
        if (this.#shown === null || !matchMedia('(min-width: 64rem)').matches) return;
        this.#timer = setTimeout(() => location.replace(this.#hashOf(line)), 120);
    }

    #show() {
        const { path, params, query } = this.#context;
        const [sandbox, id] = params;
        const key = path in details && id ? `${path}/${sandbox}/${id}` : null;
        this.element.classList.toggle('has-detail', key !== null);
        if (key === this.#shown) return;
        const isFirst = this.#shown === null;
        this.#shown = key;
        this.#endDetail?.();
        this.#endDetail = null;
        if (key === null) {
            this.detail.replaceChildren();
            this.list.focus();
            return;
        }
        const kind = Object.keys(paths).find(name => paths[name] === path);
        this.list.select(keyOf(kind, sandbox === '-' ? null : sandbox, id));
        const body = h('div.detail');
        replace(this.detail,
            h('div.detail-bar', h('a', { href: hashOf('timeline', [], query), data: { back: '' } }, '← Timeline')),
            body);
        this.detail.scrollTop = 0;
        this.#endDetail = details[path](body, {
            sandbox: sandbox === '-' ? null : sandbox, id, journal: this.#journal, readOnly: this.#context.readOnly,
        });
        if (isFirst && !matchMedia('(min-width: 64rem)').matches) this.detail.focus();
    }
}

function emptyText(state, clear) {
    switch (state) {
        case 'loading': return [h('p', 'Loading…')];
        case 'filtered': return [h('h2', 'No row matches'), button('Clear the filters', clear)];
        default: return [
            h('h2', 'No requests yet'),
            h('p', `Send one to ${location.origin}/v1, and it appears here at once.`),
            h('p', h('a', { href: '/' }, 'The start page'), ' has requests to copy.'),
        ];
    }
}
