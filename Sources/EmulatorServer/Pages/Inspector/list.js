// A list that has elements only for the rows in view, so that ten thousand rows scroll as well as ten.

import { h } from './dom.js';

/** How many rows above and below the visible ones have elements. */
const margin = 6;

/**
 * Shows rows of one height in `root`. `render(row, index)` returns the element of a row; a row that is the same object
 * keeps its element. `key(row)` identifies a row when another object takes its place. `onOpen(row)` is called for a
 * click and for Enter, `onSelect(row)` when the selection moves by keyboard. If `follows` is true, the list stays at
 * its end when rows are added there, until somebody scrolls up; `onFollow(isFollowing)` tells.
 */
export function virtualList(root, options) {
    return new VirtualList(root, options);
}

let lists = 0;

class VirtualList {
    #options;
    #rows = [];
    #indexes = null;
    #elements = new Map();
    #selected = null;
    #frame = 0;
    #top = 0;
    #height = 0;
    #isFollowing;
    #id = `list-${++lists}`;

    constructor(root, options) {
        this.#options = options;
        this.#isFollowing = options.follows ?? false;
        this.sheet = h('div.list-sheet', { role: 'presentation' });
        this.element = h('div.list', {
            tabindex: '0', role: 'listbox', 'aria-label': options.label ?? 'Rows', data: { list: '' },
            on: {
                scroll: () => this.#scrolled(),
                keydown: event => this.#pressed(event),
                click: event => this.#clicked(event),
            },
        }, this.sheet);
        root.append(this.element);
        this.observer = new ResizeObserver(([entry]) => {
            this.#height = entry.contentRect.height;
            if (this.#isFollowing) this.scrollToEnd();
            this.#schedule();
        });
        this.observer.observe(this.element);
    }

    get rows() {
        return this.#rows;
    }

    get selected() {
        return this.#selected;
    }

    get isFollowing() {
        return this.#isFollowing;
    }

    /** Replaces all rows; what is in view stays in view. */
    setRows(rows) {
        const anchor = this.#isFollowing ? null : this.#anchor();
        this.#rows = rows;
        this.#indexes = null;
        this.#resize();
        if (this.#isFollowing) this.#scrollTo(Infinity);
        else if (anchor) this.#restore(anchor);
        this.#schedule();
    }

    /** Adds rows at the end. */
    append(rows) {
        this.setRows(this.#rows.concat(rows));
    }

    /** Changes the height of all rows, for example for another width of the page. */
    setRowHeight(height) {
        if (height === this.#options.rowHeight) return;
        const anchor = this.#anchor();
        this.#options.rowHeight = height;
        for (const { element } of this.#elements.values()) element.remove();
        this.#elements.clear();
        this.#resize();
        if (this.#isFollowing) this.#scrollTo(Infinity);
        else if (anchor) this.#restore(anchor);
        this.#schedule();
    }

    /** Selects the row with a key, or none if it is null, and scrolls to it. */
    select(key, { scroll = true } = {}) {
        this.#selected = key;
        const index = key === null ? -1 : this.indexOf(key);
        if (scroll && index >= 0) this.#reveal(index);
        this.#schedule();
    }

    /** The index of the row with a key, or -1. */
    indexOf(key) {
        this.#indexes ??= new Map(this.#rows.map((row, index) => [this.#options.key(row), index]));
        return this.#indexes.get(key) ?? -1;
    }

    /** Moves the selection by a number of rows; without one, it begins in view. */
    move(step) {
        this.#selectIndex(this.#target(step));
    }

    /** Opens the selected row. */
    open() {
        const index = this.#selected === null ? -1 : this.indexOf(this.#selected);
        if (index >= 0) this.#options.onOpen?.(this.#rows[index]);
    }

    focus() {
        this.element.focus({ preventScroll: true });
    }

    scrollToEnd() {
        this.#setFollowing(this.#options.follows ?? false);
        this.#scrollTo(Infinity);
        this.#schedule();
    }

    destroy() {
        this.observer.disconnect();
        cancelAnimationFrame(this.#frame);
        this.element.remove();
    }

    // Scrolling

    #scrolled() {
        this.#top = this.element.scrollTop;
        const rest = this.#rows.length * this.#options.rowHeight - this.#top - this.#height;
        if (this.#options.follows) this.#setFollowing(rest < this.#options.rowHeight);
        this.#schedule();
    }

    #setFollowing(value) {
        if (value === this.#isFollowing) return;
        this.#isFollowing = value;
        this.#options.onFollow?.(value);
    }

    #scrollTo(top) {
        const most = Math.max(0, this.#rows.length * this.#options.rowHeight - this.#height);
        this.#top = Math.max(0, Math.min(top, most));
        this.element.scrollTop = this.#top;
    }

    #resize() {
        this.sheet.style.height = `${this.#rows.length * this.#options.rowHeight}px`;
    }

    /** The first row in view, and how far it is scrolled. */
    #anchor() {
        const index = this.#first();
        const row = this.#rows[index];
        return row ? { key: this.#options.key(row), offset: this.#top - index * this.#options.rowHeight } : null;
    }

    #restore({ key, offset }) {
        const index = this.indexOf(key);
        const top = index < 0 ? this.#top : index * this.#options.rowHeight + offset;
        if (top !== this.#top || index < 0) this.#scrollTo(top);
    }

    #first() {
        return Math.max(0, Math.min(Math.floor(this.#top / this.#options.rowHeight), this.#rows.length - 1));
    }

    #last() {
        return Math.max(0, Math.min(Math.ceil((this.#top + this.#height) / this.#options.rowHeight), this.#rows.length) - 1);
    }

    #reveal(index) {
        const { rowHeight } = this.#options;
        const top = index * rowHeight;
        if (top < this.#top) this.#scrollTo(top);
        else if (top + rowHeight > this.#top + this.#height) this.#scrollTo(top + rowHeight - this.#height);
        else return;
        if (this.#options.follows) this.#setFollowing(index === this.#rows.length - 1);
    }

    // Elements

    #schedule() {
        this.#frame ||= requestAnimationFrame(() => {
            this.#frame = 0;
            this.#draw();
        });
    }

    #draw() {
        const from = Math.max(0, this.#first() - margin);
        const to = Math.min(this.#rows.length, this.#last() + 1 + margin);
        const drawn = new Map();
        for (let index = from; index < to; index += 1) this.#drawRow(index, drawn);
        for (const { element } of this.#elements.values()) element.remove();
        this.#elements = drawn;
        const active = this.#selected === null ? null : drawn.get(this.#selected);
        if (active) this.element.setAttribute('aria-activedescendant', active.element.id);
        else this.element.removeAttribute('aria-activedescendant');
    }

    /** Takes the element of a row from the drawn ones, or makes one. */
    #drawRow(index, drawn) {
        const row = this.#rows[index];
        const key = this.#options.key(row);
        let entry = this.#elements.get(key);
        if (entry?.row !== row) {
            const element = this.#options.render(row, index);
            element.classList.add('list-row');
            element.setAttribute('role', 'option');
            if (entry) entry.element.replaceWith(element);
            else this.sheet.append(element);
            entry = { element, row, index: -1, isSelected: null };
        }
        this.#elements.delete(key);
        drawn.set(key, entry);
        if (entry.index !== index) {
            entry.index = index;
            entry.element.id = `${this.#id}-${index}`;
            entry.element.style.transform = `translateY(${index * this.#options.rowHeight}px)`;
            entry.element.setAttribute('aria-posinset', index + 1);
        }
        entry.element.setAttribute('aria-setsize', this.#rows.length);
        if (entry.isSelected !== (key === this.#selected)) {
            entry.isSelected = key === this.#selected;
            entry.element.setAttribute('aria-selected', entry.isSelected);
        }
    }

    // Keyboard and pointer

    #pressed(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const page = Math.max(1, Math.floor(this.#height / this.#options.rowHeight) - 1);
        const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
        if (event.key in steps) this.#selectIndex(this.#target(steps[event.key]));
        else if (event.key === 'Enter') this.open();
        else return;
        event.preventDefault();
        event.stopPropagation();
    }

    #target(step) {
        if (step === -Infinity) return 0;
        if (step === Infinity) return this.#rows.length - 1;
        const from = this.#selected === null ? -1 : this.indexOf(this.#selected);
        return from < 0 ? (step > 0 ? this.#first() : this.#last()) : from + step;
    }

    #selectIndex(index) {
        const row = this.#rows[Math.max(0, Math.min(index, this.#rows.length - 1))];
        if (!row) return;
        this.select(this.#options.key(row));
        this.#options.onSelect?.(row);
    }

    #clicked(event) {
        const element = event.target.closest('.list-row');
        const entry = [...this.#elements.entries()].find(([, { element: own }]) => own === element);
        if (!entry) return;
        this.select(entry[0], { scroll: false });
        this.#options.onOpen?.(entry[1].row);
    }
}
