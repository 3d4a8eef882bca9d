// A field for a text of several lines, with line numbers and marks where mistakes are.

import { h, replace } from './dom.js';
import { offsetOf, placeOf } from './json-place.js';

let editors = 0;

/**
 * `show(marks)` shows mistakes: {line, column, length, severity, message, hint}. A mistake is shown at its line, and
 * below the text with the line that it is in. Typing removes the marks.
 */
export function editor({ label, help, value = '', rows = 10, onInput }) {
    const id = `editor-${++editors}`;
    const gutter = h('div.editor-gutter', { 'aria-hidden': true });
    const input = h('textarea.editor-text', {
        id, rows, wrap: 'off', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', value,
        'aria-describedby': `${id}-help ${id}-marks`,
    });
    const list = h('ol.editor-marks', { id: `${id}-marks`, role: 'alert' });
    const element = h('div.field.editor',
        h('label', { for: id }, label),
        h('div.editor-frame', gutter, input),
        h('p.help', { id: `${id}-help` }, help),
        list);

    let lineCount = 0;
    const number = () => {
        const lines = input.value.split('\n').length;
        if (lines === lineCount) return;
        lineCount = lines;
        replace(gutter, Array.from({ length: lines }, (_, index) => h('span', String(index + 1))));
    };
    const clear = () => {
        list.replaceChildren();
        input.removeAttribute('aria-invalid');
        for (const line of gutter.querySelectorAll('.marked')) line.classList.remove('marked', 'warning');
    };
    const show = marks => {
        clear();
        if (marks.length) input.setAttribute('aria-invalid', 'true');
        const sorted = marks.toSorted((left, right) => left.line - right.line || left.column - right.column);
        for (const mark of sorted) {
            gutter.children[mark.line - 1]?.classList.add('marked', ...(mark.severity === 'warning' ? ['warning'] : []));
            list.append(markRow(input, mark));
        }
        const first = gutter.children[(sorted[0]?.line ?? 0) - 1];
        if (first) input.scrollTop = Math.max(0, first.offsetTop - input.clientHeight / 2);
    };
    input.addEventListener('input', () => { number(); clear(); onInput?.(); });
    input.addEventListener('scroll', () => { gutter.scrollTop = input.scrollTop; });
    number();
    return {
        element, input, clear, show,
        get value() { return input.value; },
        set value(text) { input.value = text; number(); clear(); },
    };
}

/** A mark for a range of a text, such as that of a JSON pointer; `suggestion` is what was probably meant. */
export function markAt(text, { start, end }, message, suggestion) {
    const hint = suggestion ? ['Did you mean ', h('code', suggestion), '?'] : null;
    return { ...placeOf(text, start), length: Math.max(1, end - start), message, hint, severity: 'error' };
}

function markRow(input, mark) {
    const line = input.value.split('\n')[mark.line - 1] ?? '';
    // Long lines are cut around the place.
    const start = Math.max(0, mark.column - 40);
    const shown = line.slice(start, start + 80).replaceAll('\t', ' ');
    const width = Math.min(mark.length ?? 1, Math.max(1, shown.length - (mark.column - 1 - start)));
    const select = () => {
        const offset = offsetOf(input.value, mark);
        input.focus();
        input.setSelectionRange(offset, offset + (mark.length ?? 1));
    };
    return h('li', { class: mark.severity },
        h('button.editor-place', { type: 'button', title: 'Select the place in the text', on: { click: select } },
            `${mark.severity === 'warning' ? 'Warning' : 'Error'} at ${mark.line}:${mark.column}`),
        h('span.editor-message', mark.message, mark.hint ? ['. ', mark.hint] : null),
        line.trim() ? h('pre', { 'aria-hidden': true }, `${shown}\n${' '.repeat(mark.column - 1 - start)}${'^'.repeat(width)}`) : null);
}
