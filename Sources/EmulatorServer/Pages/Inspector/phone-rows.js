// Rows with keys, of which only those are drawn again that show something else.

/** The rows in an element. The focus and open details stay as they were. */
export class Rows {
    #element;
    #known = new Map();

    constructor(element) {
        this.#element = element;
    }

    /** Shows rows `{key, signature, draw()}`; a row with the same signature keeps its element. */
    show(rows) {
        const present = new Map();
        for (const row of rows) {
            const known = this.#known.get(row.key);
            present.set(row.key, known?.signature === row.signature ? known : drawn(row, known));
        }
        this.#known = present;
        const wanted = [...present.values()].map(row => row.element);
        wanted.forEach((element, index) => {
            const place = this.#element.children[index] ?? null;
            if (place !== element) this.#element.insertBefore(element, place);
        });
        while (this.#element.children.length > wanted.length) this.#element.lastElementChild.remove();
    }

    /** The element of a row; undefined if it is not shown. */
    element(key) {
        return this.#known.get(key)?.element;
    }
}

function drawn({ signature, draw }, known) {
    const element = draw();
    if (known) {
        const focus = known.element.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
        const isOpen = known.element.querySelector('details[open]') !== null;
        known.element.replaceWith(element);
        if (isOpen) element.querySelector('details')?.setAttribute('open', '');
        if (focus) focusAgain(element, focus);
    }
    return { signature, element };
}

/** Focuses the control with that name, else the first one that always exists. */
function focusAgain(element, name) {
    const controls = [...element.querySelectorAll('[data-focus]')];
    const same = controls.find(control => control.dataset.focus === name);
    (same ?? controls.find(control => control.dataset.focus === 'row'))?.focus();
}
