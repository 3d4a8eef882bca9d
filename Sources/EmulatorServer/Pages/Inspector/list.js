// A list that has elements only for the rows in view, so that ten thousand rows scroll as well as ten.

import { h } from './dom.js';

/** How many rows above and below the visible ones have elements. */
const margin = 6;

/** How many pixels above its end a list still follows it. */
const slack = 8;

/**
 * Shows rows in `root`. `rowHeight` is the height of all rows, or a function that returns the height of a row.
 * `render(row, index)` returns the element of a row; a row that is the same object keeps its element. `key(row)` identifies a row when another object takes its place. `onOpen(row)` is called for a
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
    /** Where each row begins and, at the end, where the last one ends. */
    #tops = [0];
    #elements = new Map();
    #selected = null;
    #frame = 0;
    #top = 0;
    #height = 0;
    #wasSized = false;
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
            if (this.#isFollowing) this.#scrollTo(Infinity);
            else if (this.#selected !== null && !this.#wasSized) this.select(this.#selected);
            this.#wasSized = true;
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
        this.#keepingView(() => {
            this.#rows = rows;
            this.#indexes = null;
        });
    }

    /** Adds rows at the end. */
    append(rows) {
        this.setRows(this.#rows.concat(rows));
    }

    /** Changes the heights of rows, for example for another width of the page; all rows are rendered again. */
    setRowHeight(rowHeight) {
        this.#keepingView(() => {
            this.#options.rowHeight = rowHeight;
            for (const { element } of this.#elements.values()) element.remove();
            this.#elements.clear();
        });
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
        if (this.#options.follows) this.#setFollowing(this.#top + this.#height > this.#tops.at(-1) - slack);
        this.#schedule();
    }

    #setFollowing(value) {
        if (value === this.#isFollowing) return;
        this.#isFollowing = value;
        this.#options.onFollow?.(value);
    }

    #scrollTo(top) {
        this.#top = Math.max(0, Math.min(top, this.#tops.at(-1) - this.#height));
        this.element.scrollTop = this.#top;
    }

    /** Makes a change, after which the same rows are in view. */
    #keepingView(change) {
        const first = this.#first();
        const row = this.#isFollowing ? null : this.#rows[first];
        const offset = this.#top - this.#tops[first];
        change();
        this.#layOut();
        const index = row ? this.indexOf(this.#options.key(row)) : -1;
        if (this.#isFollowing) this.#scrollTo(Infinity);
        else if (index < 0 || this.#tops[index] + offset !== this.#top) this.#scrollTo(index < 0 ? this.#top : this.#tops[index] + offset);
        this.#schedule();
    }

    #layOut() {
        const { rowHeight } = this.#options;
        const tops = new Array(this.#rows.length + 1);
        let top = 0;
        for (let index = 0; index < this.#rows.length; index += 1) {
            tops[index] = top;
            top += typeof rowHeight === 'function' ? rowHeight(this.#rows[index]) : rowHeight;
        }
        tops[this.#rows.length] = top;
        this.#tops = tops;
        this.sheet.style.height = `${top}px`;
    }

    /** The index of the row at a height of the sheet. */
    #rowAt(top) {
        let [low, high] = [0, this.#rows.length - 1];
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.#tops[middle] <= top) low = middle;
            else high = middle - 1;
        }
        return Math.max(0, low);
    }

    #first() {
        return this.#rowAt(this.#top);
    }

    #last() {
        return this.#rows.length ? this.#rowAt(this.#top + this.#height - 1) : -1;
    }

    /** Scrolls as little as needed, or so that the row is in the middle if it is far away. */
    #reveal(index) {
        const [start, end] = [this.#tops[index], this.#tops[index + 1]];
        const isFar = end < this.#top - this.#height / 2 || start > this.#top + this.#height * 1.5;
        if (isFar || !this.#height) this.#scrollTo((start + end - this.#height) / 2);
        else if (start < this.#top) this.#scrollTo(start);
        else if (end > this.#top + this.#height) this.#scrollTo(end - this.#height);
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
            entry = { element, row, index: -1, top: -1, isSelected: null };
        }
        this.#elements.delete(key);
        drawn.set(key, entry);
        if (entry.index !== index) {
            entry.index = index;
            entry.element.id = `${this.#id}-${index}`;
            entry.element.setAttribute('aria-posinset', index + 1);
        }
        if (entry.top !== this.#tops[index]) {
            entry.top = this.#tops[index];
            entry.element.style.transform = `translateY(${entry.top}px)`;
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
        const page = Math.max(1, this.#last() - this.#first() - 1);
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
