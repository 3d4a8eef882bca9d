// Builds elements. Texts are always text nodes, so that no text of a world becomes markup.

const svgTags = new Set(['svg', 'path', 'circle', 'rect', 'line']);

/** h('div.card', {title: 'x', on: {click: fn}, data: {id: 1}}, 'text', node, [more], null) → Element */
export function h(tag, ...rest) {
    const [name, ...classes] = tag.split('.');
    const element = svgTags.has(name)
        ? document.createElementNS('http://www.w3.org/2000/svg', name)
        : document.createElement(name);
    if (classes.length) element.setAttribute('class', classes.join(' '));
    if (isProperties(rest[0])) setProperties(element, rest.shift());
    append(element, rest);
    return element;
}

function isProperties(value) {
    return value !== null && typeof value === 'object' && !(value instanceof Node) && !Array.isArray(value);
}

function setProperties(element, properties) {
    for (const [name, value] of Object.entries(properties)) {
        if (name === 'on') {
            for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
        } else if (name === 'data') {
            for (const [key, text] of Object.entries(value)) if (text != null) element.dataset[key] = text;
        } else if (name === 'class') {
            if (value) element.classList.add(...value.split(/\s+/).filter(Boolean));
        } else if (name === 'text') {
            element.append(String(value ?? ''));
        } else if (name === 'value' || name === 'checked' || name === 'selected') {
            element[name] = value;
        } else if (value === true) {
            element.setAttribute(name, name.startsWith('aria-') ? 'true' : '');
        } else if (value === false && name.startsWith('aria-')) {
            element.setAttribute(name, 'false');
        } else if (value != null && value !== false) {
            element.setAttribute(name, String(value));
        }
    }
}

function append(element, children) {
    for (const child of children) {
        if (Array.isArray(child)) append(element, child);
        else if (child instanceof Node) element.append(child);
        else if (child != null && child !== false && child !== true) element.append(String(child));
    }
}

/** Replaces everything in an element. */
export function replace(element, ...children) {
    element.replaceChildren();
    append(element, children);
    return element;
}

let fields = 0;

/** A control with its label and, if given, a line of help. */
export function field(label, control, help) {
    control.id ||= `field-${++fields}`;
    const helpId = `${control.id}-help`;
    if (help) control.setAttribute('aria-describedby', helpId);
    return h('div.field',
        h('label', { for: control.id }, label),
        control,
        help ? h('p.help', { id: helpId }, help) : null);
}

/** A button; while a promise of `onClick` is pending, it is disabled. */
export function button(label, onClick, { kind, disabled, title } = {}) {
    const element = h('button.button', { type: 'button', class: kind, disabled, title }, label);
    element.addEventListener('click', async event => {
        const result = onClick(event);
        if (!(result instanceof Promise)) return;
        element.disabled = true;
        try { await result; } finally { element.disabled = false; }
    });
    return element;
}

/** A button that copies what `text()` returns. */
export function copyButton(label, text) {
    const element = button(label, async () => {
        const isCopied = await copy(await text());
        element.textContent = isCopied ? 'Copied' : 'Not copied';
        toast(isCopied ? 'Copied.' : 'The browser did not allow to copy.', isCopied ? 'good' : 'alarm');
        setTimeout(() => { element.textContent = label; }, 1500);
    }, { kind: 'quiet' });
    return element;
}

/** Browsers have no `navigator.clipboard` on an address that is neither HTTPS nor this machine. */
async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = h('textarea', { value: text });
        Object.assign(area.style, { position: 'fixed', opacity: '0' });
        const host = document.querySelector('dialog[open]') ?? document.body;
        host.append(area);
        area.select();
        const isCopied = document.execCommand('copy');
        area.remove();
        return isCopied;
    }
}

/** Opens a modal dialog; Escape and a click beside it close it. */
export function dialog(title, body, actions = []) {
    const focused = document.activeElement;
    const element = h('dialog', { 'aria-labelledby': 'dialog-title' },
        h('div.dialog-head',
            h('h2', { id: 'dialog-title' }, title),
            button('Close', () => element.close(), { kind: 'quiet' })),
        h('div.dialog-body', body),
        actions.length ? h('div.actions', actions) : null);
    element.addEventListener('mousedown', event => { if (event.target === element) element.close(); });
    element.addEventListener('close', () => {
        const live = element.querySelector('#live');
        if (live) document.body.append(live);
        element.remove();
        focused?.focus?.();
    });
    document.body.append(element);
    element.showModal();
    return { element, close: () => element.close() };
}

/** Shows a short text for some seconds; screen readers read it. `kind`: good, warn or alarm. */
export function toast(text, kind = 'good') {
    const host = toastHost();
    const item = h('div.toast', { class: kind, dir: 'auto' }, text);
    host.append(item);
    setTimeout(() => item.remove(), kind === 'good' ? 4000 : 10000);
}

function toastHost() {
    const host = document.getElementById('live');
    // A modal dialog covers everything that is outside of it.
    const parent = document.querySelector('dialog[open]') ?? document.body;
    if (host.parentElement !== parent) parent.append(host);
    return host;
}

/** A block of code with a button that copies it. */
export function code(text, lang) {
    return h('div.code', { data: { lang } },
        h('pre', { tabindex: '0', dir: 'ltr' }, h('code', text)),
        copyButton('Copy', () => text));
}

/** A value as JSON that can be read and collapsed. */
export function json(value) {
    return h('div.code.json',
        h('div.json-tree', { tabindex: '0', dir: 'ltr' }, node(value, 0)),
        copyButton('Copy', () => JSON.stringify(value, null, 2)));
}

/** One value of the tree; what is collapsed is built when it is opened. */
function node(value, depth, name = null, comma = '') {
    const before = name === null ? null : [h('span.json-key', quoted(name)), ': '];
    const isArray = Array.isArray(value);
    const entries = value === null || typeof value !== 'object' ? null
        : isArray ? value.map(item => [null, item]) : Object.entries(value);
    if (!entries?.length) return h('div.json-row', before, entries ? (isArray ? '[]' : '{}') : scalar(value), comma);

    const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
    const noun = `${isArray ? 'item' : 'member'}${entries.length === 1 ? '' : 's'}`;
    const rows = h('div.json-rows');
    const details = h('details.json-node', { open: depth < 5 && entries.length <= 100 },
        h('summary', before, open, h('span.json-closed', ` ${entries.length} ${noun} `, h('span', `${close}${comma}`))),
        rows,
        h('div.json-row', close, comma));
    const fill = () => {
        if (!details.open || rows.firstChild) return;
        rows.append(...entries.map(([key, item], index) => node(item, depth + 1, key, index + 1 < entries.length ? ',' : '')));
    };
    details.addEventListener('toggle', fill);
    fill();
    return details;
}

function scalar(value) {
    const kind = value === null ? 'null' : typeof value;
    return h(`span.json-${kind}`, typeof value === 'string' ? { dir: 'auto' } : {}, quoted(value));
}

/** JSON in which characters that change the order or the look of others are escaped. */
function quoted(value) {
    return JSON.stringify(value).replace(/[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
        character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
