// The contacts of a number, the latest conversation first, and the form for a new contact.

import { field, h, replace } from './dom.js';
import { ask } from './phone-actions.js';
import { summary } from './phone-content.js';
import { icon } from './phone-icons.js';
import { Rows } from './phone-rows.js';
import { clockTime, nameOf } from './phone-world.js';
import { hashOf } from './router.js';
import { moment, time } from './text.js';

/**
 * The list of a number's contacts. `open(accountID, contact, query)` opens a thread, or an account without a contact;
 * `search(text)` and `more()` choose what is listed.
 */
export class ContactList {
    #sandbox;
    #open;
    #shown = null;
    #accounts = h('select', { 'aria-label': 'Number' });
    #search = h('input', { type: 'search', 'aria-label': 'Search contacts', placeholder: 'Search', dir: 'auto', data: { search: '' } });
    #contacts = h('ol.phone-contacts', { tabindex: '-1', 'aria-label': 'Contacts', data: { list: '' } });
    #rows = new Rows(this.#contacts);
    #empty = h('p.empty', { hidden: true });
    #more = h('button.button.quiet', { type: 'button' }, 'Show more contacts');
    #new = h('button.button', { type: 'button', title: 'New contact' }, icon('plus'), 'New', h('span.visually-hidden', ' contact'));

    constructor({ sandbox, open, search, more, readOnly }) {
        this.#sandbox = sandbox;
        this.#open = open;
        this.#accounts.addEventListener('change', () => open(this.#accounts.value));
        this.#search.addEventListener('input', () => search(this.#search.value.trim()));
        this.#more.addEventListener('click', more);
        this.#new.addEventListener('click', () => this.#askForContact());
        this.#contacts.addEventListener('keydown', event => this.#onKey(event));
        this.element = h('section.phone-people', { 'aria-label': 'Contacts' },
            h('div.phone-people-head', this.#accounts, h('div.phone-people-find', this.#search, readOnly ? null : this.#new)),
            h('div.phone-people-rows', this.#contacts, this.#empty, this.#more));
    }

    /** Shows an inbox; `thread` is the open one. */
    show(inbox, thread) {
        this.#shown = { inbox, thread };
        replace(this.#accounts, inbox.accounts.map(item => h('option', {
            value: item.phone_number_id, selected: item === inbox.account,
        }, [item.name, item.phone_number].filter(Boolean).join(' · ') || item.phone_number_id)));
        this.#draw();
    }

    #draw() {
        const { inbox, thread } = this.#shown;
        this.#rows.show(inbox.threads.map(item => this.#row(item, item.contactID === thread?.contactID)));
        this.#empty.hidden = inbox.threads.length > 0;
        this.#empty.textContent = this.#search.value.trim() ? 'No contact matches.' : 'Nobody has written to this number.';
        this.#more.hidden = !inbox.more;
    }

    #row(thread, isOpen) {
        const last = thread.lastMessage;
        const facts = {
            href: hashOf('phone', [this.#sandbox, thread.accountID, thread.contactID]),
            isOpen,
            name: nameOf(thread),
            at: last?.created_at,
            when: last ? whenOf(last.created_at, clockTime(this.#shown.inbox.clock)) : null,
            line: last ? lineOf(last) : thread.number ?? thread.userID,
            unread: thread.unread,
        };
        return { key: thread.contactID, signature: JSON.stringify(facts), draw: () => drawRow(facts) };
    }

    /** The arrow keys move between the rows. */
    #onKey(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const rows = [...this.#contacts.querySelectorAll('a')];
        const present = rows.indexOf(document.activeElement);
        const index = present < 0 ? rows.findIndex(row => row.hasAttribute('aria-current')) : present;
        rows[Math.min(Math.max(index + step, 0), rows.length - 1)]?.focus();
    }

    #askForContact() {
        const input = properties => h('input', { type: 'text', autocomplete: 'off', ...properties });
        const number = input({ type: 'tel', pattern: '\\+?[1-9][0-9]{6,14}', placeholder: '+628111111111', required: true });
        const name = input({ dir: 'auto', maxlength: '255' });
        const userID = input({ pattern: '[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}', placeholder: 'ID.1048576000000017' });
        const username = input({ pattern: '[a-z0-9_][a-z0-9_.]*[a-z0-9_]', minlength: '3', maxlength: '35' });
        userID.addEventListener('input', () => { number.required = !userID.value; });
        const form = ask('New contact', [
            field('Number', number, 'In international form. It may be empty if there is a user id: the contact then hides it.'),
            field('Name (optional)', name),
            field('User id (optional)', userID, 'Derived from the number if it is empty.'),
            field('Username (optional)', username),
        ], 'Start', 'primary', () => {
            const digits = number.value.replace(/^\+?/, '+');
            const query = { name: name.value.trim(), user_id: userID.value, username: username.value };
            this.#open(this.#shown.inbox.account.phone_number_id, number.value ? digits : userID.value, query);
        });
        form.focus(number);
    }
}

/** A circle with the first letter of a name. */
export function avatar(name) {
    const letter = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?';
    return h('span.phone-avatar', { 'aria-hidden': 'true' }, letter.toUpperCase());
}

function drawRow({ href, isOpen, name, at, when, line, unread }) {
    return h('li', h('a.phone-contact', { href, 'aria-current': isOpen ? 'true' : null, data: { focus: 'row' } },
        avatar(name),
        h('span.phone-contact-name', { title: name }, h('bdi', name)),
        at ? h('time', { datetime: at, title: `${moment(at)} UTC` }, when) : h('span'),
        h('span.phone-contact-last', h('bdi', line)),
        unread ? h('span.badge', { title: 'Messages that the business has not read' },
            String(unread), h('span.visually-hidden', ' not read by the business')) : h('span')));
}

function lineOf(message) {
    return message.direction === 'outbound' ? `Business: ${summary(message)}` : summary(message);
}

/** The time of an instant of the present day, else its date. */
function whenOf(iso, now) {
    const today = new Date(now).toISOString();
    if (iso.slice(0, 10) === today.slice(0, 10)) return time(iso).slice(0, 5);
    const year = iso.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
    return new Date(iso).toLocaleDateString('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year });
}
