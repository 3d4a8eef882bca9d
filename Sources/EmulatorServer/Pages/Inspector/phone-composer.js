// What the contact writes: a text, a file with its caption, a place or a person, as a reply or an edit if wanted.

import { field, h, replace } from './dom.js';
import { quoteBox } from './phone-bubble.js';
import { summary } from './phone-content.js';
import { editBody, inboundBody } from './phone-draft.js';
import { icon } from './phone-icons.js';

const kinds = {
    image: { label: 'Image', isFile: true, hasCaption: true },
    video: { label: 'Video', isFile: true, hasCaption: true },
    audio: { label: 'Audio', isFile: true },
    document: { label: 'Document', isFile: true, hasCaption: true },
    sticker: { label: 'Sticker', isFile: true },
    location: { label: 'Location' },
    contacts: { label: 'Contact' },
    unsupported: { label: 'Unsupported' },
};

/** The line for writing; `send(body)` sends the body of simulateInboundMessage and resolves to true if it was accepted. */
export class Composer {
    #thread = null;
    #kind = null;
    #inputs = {};
    #quoted = null;
    #edited = null;
    #send;
    #text = h('textarea', { rows: '1', dir: 'auto', 'aria-label': 'Message', placeholder: 'Message' });
    #above = h('div.phone-above');
    #menu = h('div.phone-kinds', { hidden: true, role: 'group', 'aria-label': 'Kinds of messages' });
    #plus = h('button.phone-round', { type: 'button', 'aria-label': 'Attach', 'aria-expanded': false }, icon('plus'));
    #submit = h('button.phone-round.primary', { type: 'submit', 'aria-label': 'Send' }, icon('send'));

    constructor(send) {
        this.#send = send;
        this.#menu.append(...Object.entries(kinds).map(([kind, { label }]) => h('button', {
            type: 'button', on: { click: () => this.#attach(kind) },
        }, icon(kind), label)));
        this.element = h('form.phone-composer', { 'aria-label': 'Write as the contact' },
            this.#above, this.#menu, h('div.phone-write', this.#plus, this.#text, this.#submit));
        this.element.addEventListener('submit', event => { event.preventDefault(); this.#submitDraft(); });
        this.element.addEventListener('keydown', event => this.#onKey(event));
        this.#plus.addEventListener('click', () => this.#openMenu(this.#menu.hidden));
        this.#text.addEventListener('input', () => this.#update());
        this.#update();
    }

    /** Writes in a thread from now on; another thread begins with an empty draft. */
    show(thread) {
        const isSame = this.#thread?.accountID === thread.accountID && this.#thread?.userID === thread.userID;
        this.#thread = thread;
        if (!isSame) this.#clear();
    }

    focus() {
        this.#text.focus();
    }

    /** Replies to a message with what is written next. */
    reply(message, name) {
        this.#edited = null;
        this.#quoted = { message, name };
        this.#update();
        this.focus();
    }

    /** Edits a text or a caption that the contact sent. */
    edit(message, name) {
        this.#clear();
        this.#edited = { message, name };
        this.#text.value = message.content.text ?? '';
        this.#update();
        this.focus();
    }

    // State

    #clear() {
        this.#kind = null;
        this.#inputs = {};
        this.#quoted = null;
        this.#edited = null;
        this.#text.value = '';
        this.#openMenu(false);
        this.#update();
    }

    #openMenu(isOpen) {
        this.#menu.hidden = !isOpen;
        this.#plus.setAttribute('aria-expanded', String(isOpen));
        if (isOpen) this.#menu.firstChild.focus();
    }

    #attach(kind) {
        this.#kind = kind;
        this.#edited = null;
        this.#inputs = inputsOf(kind);
        this.#openMenu(false);
        this.#update();
        if (this.#hasText) this.focus();
        else Object.values(this.#inputs)[0].focus();
    }

    #onKey(event) {
        if (event.key === 'Escape' && (this.#kind || this.#quoted || this.#edited || !this.#menu.hidden)) {
            event.stopPropagation();
            if (this.#menu.hidden) this.#clear();
            else this.#openMenu(false);
            this.focus();
        }
        if (event.key === 'Enter' && event.target === this.#text && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            this.element.requestSubmit();
        }
    }

    get #hasText() {
        return !this.#kind || kinds[this.#kind].hasCaption === true;
    }

    #update() {
        const shown = this.#quoted ?? this.#edited;
        replace(this.#above,
            shown ? this.#bar(shown) : null,
            this.#kind ? h('fieldset.phone-panel',
                h('legend', kinds[this.#kind].label),
                this.#closeButton('Remove', () => { this.#kind = null; this.#inputs = {}; this.#update(); this.focus(); }),
                h('div.phone-fields', Object.values(this.#inputs).map(input => field(input.dataset.label, input)))) : null);
        this.#text.disabled = !this.#hasText;
        this.#text.placeholder = this.#kind ? (this.#hasText ? 'Caption' : 'No caption') : 'Message';
        this.#text.setAttribute('aria-label', this.#kind ? 'Caption' : 'Message');
        this.#text.style.height = 'auto';
        this.#text.style.height = `${Math.min(this.#text.scrollHeight + 2, 140)}px`;
        this.#submit.disabled = !this.#kind && !this.#text.value.trim();
    }

    #bar({ message, name }) {
        const title = this.#edited ? 'Edit' : name;
        const close = () => { if (this.#edited) this.#clear(); else { this.#quoted = null; this.#update(); } this.focus(); };
        return h('div.phone-bar', quoteBox(title, summary(message)), this.#closeButton(this.#edited ? 'Stop editing' : 'Do not reply', close));
    }

    #closeButton(label, onClick) {
        return h('button.phone-round', { type: 'button', 'aria-label': label, on: { click: onClick } }, icon('close'));
    }

    // Sending

    async #submitDraft() {
        if (this.#submit.disabled || !this.element.reportValidity()) return;
        this.#submit.disabled = true;
        const isAccepted = await this.#send(this.#body());
        if (isAccepted) this.#clear();
        else this.#update();
        this.focus();
    }

    #body() {
        const text = this.#text.value.trim();
        if (this.#edited) return editBody(this.#thread, this.#edited.message, text);
        const values = Object.fromEntries(Object.entries(this.#inputs)
            .map(([name, input]) => [name, input.value.trim()]).filter(([, value]) => value));
        const kind = this.#kind ?? 'text';
        return inboundBody(this.#thread, kind, contentOf(kind, values, text), this.#quoted?.message);
    }
}

/** The inputs of a kind of message by the name of their member. */
function inputsOf(kind) {
    const input = (label, properties) => h('input', { type: 'text', autocomplete: 'off', dir: 'auto', data: { label }, ...properties });
    const coordinate = (label, limit, value) => input(label, { type: 'number', step: 'any', min: -limit, max: limit, required: true, value });
    switch (kind) {
        case 'location': return {
            latitude: coordinate('Latitude', 90, '-6.2'), longitude: coordinate('Longitude', 180, '106.8'),
            name: input('Name (optional)'), address: input('Address (optional)'),
        };
        case 'contacts': return { name: input('Name', { required: true }), phone: input('Number (optional)', { type: 'tel' }) };
        case 'unsupported': return { type: input('Type', { required: true, value: 'poll_creation' }) };
        default: return {
            link: input('File URL (optional)', { type: 'url', placeholder: 'a sample' }),
            ...(kind === 'document' ? { filename: input('File name (optional)') } : {}),
        };
    }
}

function contentOf(kind, values, text) {
    switch (kind) {
        case 'text': return { body: text };
        case 'location': return { ...values, latitude: Number(values.latitude), longitude: Number(values.longitude) };
        case 'contacts': return [values];
        default: return text && kinds[kind].hasCaption ? { ...values, caption: text } : values;
    }
}
