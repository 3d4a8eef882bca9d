// The messages of a thread, oldest first. Only what has changed is drawn again.

import { h } from './dom.js';
import { messageActions } from './phone-actions.js';
import { bubbleContent } from './phone-bubble.js';
import { failureOf } from './phone-failures.js';
import { icon } from './phone-icons.js';
import { nameOf, splitReactions, templateOf } from './phone-world.js';
import { link } from './router.js';
import { moment, time } from './text.js';

/** How many messages are drawn at first, and how many more each time. */
const portion = 100;

const statusWords = {
    pending: 'Pending', queued: 'Queued', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed',
};

/** The log of one thread; `act` is null if nothing can be done with its messages. */
export class MessageLog {
    #list = h('ol.phone-messages');
    #earlier = h('button.button.quiet', { type: 'button', on: { click: () => this.#showEarlier() } }, 'Show earlier messages');
    #empty = h('p.empty', 'No messages yet. A new contact is created with the first message.');
    #items = new Map();
    #limit = portion;
    #selected = null;
    #shown = null;
    #sandbox;
    #act;
    #onSelect;
    #isAtEnd = true;

    constructor({ sandbox, act, onSelect }) {
        this.#sandbox = sandbox;
        this.#act = act && this.#closing(act);
        this.#onSelect = onSelect;
        this.element = h('div.phone-log', { role: 'log', 'aria-label': 'Messages', tabindex: '0' }, this.#earlier, this.#empty, this.#list);
        this.element.addEventListener('scroll', () => { this.#isAtEnd = this.#distanceToEnd() < 60; });
        const observer = new ResizeObserver(() => { if (this.#isAtEnd) this.scrollToEnd(); });
        for (const element of [this.element, this.#list]) observer.observe(element);
    }

    /** Shows a thread of a world; `sent` has the contents of sent messages. Stays at the end if it is there. */
    show(world, thread, account, sent, notices) {
        this.#shown = { world, thread, account, sent, notices };
        this.#draw();
        if (this.#isAtEnd) this.scrollToEnd();
    }

    /** The messages that are drawn. */
    get messages() {
        return this.#shown.thread.messages.slice(-this.#limit);
    }

    scrollToEnd() {
        this.#isAtEnd = true;
        this.element.scrollTop = this.element.scrollHeight;
    }

    #distanceToEnd() {
        return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight;
    }

    /** The actions, of which those of the contact close the buttons of the message. */
    #closing(act) {
        const close = action => (message, ...rest) => {
            if (this.#selected) this.#select(this.#selected);
            return action(message, ...rest);
        };
        const { report, ...others } = act;
        return { report, ...Object.fromEntries(Object.entries(others).map(([name, action]) => [name, close(action)])) };
    }

    #showEarlier() {
        const before = this.element.scrollHeight - this.element.scrollTop;
        this.#limit += portion;
        this.#draw();
        this.element.scrollTop = this.element.scrollHeight - before;
        this.#onSelect(null);
    }

    #select(id) {
        this.#selected = this.#selected === id ? null : id;
        this.#draw();
        this.#onSelect(this.#shown.thread.messages.find(message => message.id === this.#selected) ?? null);
        if (this.#selected) this.#items.get(id)?.element.scrollIntoView({ block: 'nearest' });
    }

    // Drawing

    #draw() {
        const rows = this.#rows();
        this.#earlier.hidden = this.#shown.thread.messages.length <= this.#limit;
        this.#empty.hidden = rows.length > 0;
        const items = new Map();
        for (const row of rows) {
            const known = this.#items.get(row.key);
            items.set(row.key, known?.signature === row.signature ? known : redraw(known, row));
        }
        this.#items = items;
        const wanted = [...items.values()].map(item => item.element);
        wanted.forEach((element, index) => {
            if (this.#list.children[index] !== element) this.#list.insertBefore(element, this.#list.children[index] ?? null);
        });
        while (this.#list.children.length > wanted.length) this.#list.lastChild.remove();
    }

    /** Rows with a key, a signature of all that they show, and how to draw them. */
    #rows() {
        const { thread, notices } = this.#shown;
        const { reactions, others } = splitReactions(this.messages);
        const byWamid = new Map(thread.messages.map(message => [message.wamid, message]));
        const entries = [
            ...others.map(message => ({ at: message.created_at, message })),
            ...notices.filter(notice => notice.text).map(notice => ({ at: notice.at, notice })),
        ].sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
        let day = null;
        return entries.flatMap(({ at, message, notice }) => {
            const row = message ? this.#messageRow(message, reactions, byWamid) : this.#noticeRow(notice);
            const isSameDay = day === dayOf(at);
            day = dayOf(at);
            return isSameDay ? [row] : [dayRow(day), row];
        });
    }

    #noticeRow(notice) {
        const draw = () => h('li.phone-notice', { dir: 'auto' },
            link(`#/events/${this.#sandbox}/${notice.eventID}`, notice.text));
        return { key: notice.eventID, signature: notice.text, draw };
    }

    #messageRow(message, reactions, byWamid) {
        const { world, thread, account, sent, notices } = this.#shown;
        const quoted = message.context ? byWamid.get(message.context) : undefined;
        const marks = new Set(notices.filter(notice => notice.messageID === message.id).map(notice => notice.type));
        const template = message.content.kind === 'template' ? templateOf(world, message) : undefined;
        const facts = {
            message, template, quoted,
            sent: sent.of(message),
            quotedName: quoted?.direction === 'outbound' ? account.name : nameOf(thread),
            sender: message.direction === 'outbound' ? account.name : nameOf(thread),
            reactions: [...reactions.get(message.wamid) ?? []],
            isEdited: marks.has('message.edited'),
            isRevoked: marks.has('message.revoked'),
            isSelected: this.#selected === message.id,
        };
        return { key: message.id, signature: JSON.stringify(facts), draw: () => this.#drawMessage(facts) };
    }

    #drawMessage(facts) {
        const { message, sender, reactions, isRevoked, isSelected } = facts;
        const isInbound = message.direction === 'inbound';
        const canChoose = this.#act && message.is_accepted && !isInbound;
        const choose = canChoose ? choice => this.#act.choose(message, choice) : null;
        const more = h('button.phone-more', {
            type: 'button',
            'aria-expanded': isSelected,
            'aria-label': `Details and actions of the message from ${sender}`,
            data: { focus: 'more' },
            on: { click: () => this.#select(message.id) },
        }, icon('more'));
        const bubble = h('div.phone-bubble',
            h('span.visually-hidden', `${sender}:`),
            isRevoked ? h('p.phone-aside', icon('unsupported'), 'Deleted for everyone') : bubbleContent(message, { ...facts, choose }),
            message.failure ? failure(message.failure) : null,
            foot(facts));
        bubble.addEventListener('click', event => {
            if (!event.target.closest('a, button, summary, ul') && !getSelection().toString()) this.#select(message.id);
        });
        const own = new Map(reactions).get('inbound');
        return h('li.phone-message', { class: [isInbound ? 'own' : 'theirs', message.status, isSelected ? 'selected' : ''].join(' ') },
            h('div.phone-line', bubble, more),
            reactions.length ? h('p.phone-reactions', reactions.map(([direction, emoji]) => h('span', {
                title: direction === 'inbound' ? 'Reaction of the contact' : 'Reaction of the business',
            }, emoji))) : null,
            isSelected && this.#act ? messageActions(message, { own, isRevoked, act: this.#act }) : null);
    }
}

function foot({ message, isEdited }) {
    return h('p.phone-foot',
        isEdited ? 'Edited' : null,
        h('time', { datetime: message.created_at, title: `${moment(message.created_at)} UTC` }, time(message.created_at).slice(0, 5)),
        h('span.phone-status', { data: { status: message.status } }, icon(message.status), statusWords[message.status]));
}

function failure(name) {
    const { name: code, code: number, text } = failureOf(name);
    return h('p.phone-failure', h('strong', code), number === null ? null : ` (${number})`, h('br'), text);
}

function dayRow(day) {
    return { key: `day:${day}`, signature: day, draw: () => h('li.phone-day', h('span', day)) };
}

/** Draws a row; the focus and open lists stay as they were. */
function redraw(known, row) {
    const item = { signature: row.signature, element: row.draw() };
    if (!known) return item;
    const focus = known.element.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    const isOpen = known.element.querySelector('details[open]') !== null;
    known.element.replaceWith(item.element);
    if (isOpen) item.element.querySelector('details')?.setAttribute('open', '');
    if (focus) {
        const controls = [...item.element.querySelectorAll('[data-focus]')];
        (controls.find(control => control.dataset.focus === focus) ?? controls.find(control => control.dataset.focus === 'more'))?.focus();
    }
    return item;
}

function dayOf(iso) {
    return new Date(iso).toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}
