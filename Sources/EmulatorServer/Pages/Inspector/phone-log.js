// The messages of a thread, oldest first. Only what has changed is drawn again.

import { h } from './dom.js';
import { failures } from './message-failures.js';
import { messageActions } from './phone-actions.js';
import { bubbleContent } from './phone-bubble.js';
import { icon } from './phone-icons.js';
import { Rows } from './phone-rows.js';
import { nameOf, splitReactions, templateOf, titleOf } from './phone-world.js';
import { link } from './router.js';
import { moment, time } from './text.js';

const statusWords = {
    pending: 'Pending', queued: 'Queued', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed',
};

/**
 * The log of one thread. `act` is null if nothing can be done with its messages; `onSelect(message)` gets the selected
 * one or null, and `onEarlier()` asks for earlier ones.
 */
export class MessageLog {
    #list = h('ol.phone-messages');
    #earlier = h('button.button.quiet', { type: 'button' }, 'Show earlier messages');
    #empty = h('p.empty', 'No messages yet. A new contact is created with the first message.');
    #rows = new Rows(this.#list);
    #selected = null;
    #shown = null;
    #sandbox;
    #act;
    #onSelect;
    #isAtEnd = true;

    constructor({ sandbox, act, onSelect, onEarlier }) {
        this.#sandbox = sandbox;
        this.#act = act && this.#closing(act);
        this.#onSelect = onSelect;
        this.element = h('div.phone-log', { role: 'log', 'aria-label': 'Messages', tabindex: '0' }, this.#earlier, this.#empty, this.#list);
        this.#earlier.addEventListener('click', onEarlier);
        this.element.addEventListener('scroll', () => { this.#isAtEnd = this.#distanceToEnd() < 60; });
        const observer = new ResizeObserver(() => { if (this.#isAtEnd) this.scrollToEnd(); });
        for (const element of [this.element, this.#list]) observer.observe(element);
    }

    /** Shows `{thread, account, messages, templates, more, notices}`. What can be seen stays where it is, or at the end. */
    show(shown) {
        const first = this.#shown?.messages[0]?.id;
        const distance = this.element.scrollHeight - this.element.scrollTop;
        this.#shown = shown;
        this.#draw();
        if (this.#isAtEnd) this.scrollToEnd();
        else if (first !== shown.messages[0]?.id) this.element.scrollTop = this.element.scrollHeight - distance;
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

    #select(id) {
        this.#selected = this.#selected === id ? null : id;
        this.#draw();
        this.#onSelect(this.#shown.messages.find(message => message.id === this.#selected) ?? null);
        if (this.#selected) this.#rows.element(id)?.scrollIntoView({ block: 'nearest' });
    }

    // Drawing

    #draw() {
        const rows = this.#rowsOfThread();
        this.#earlier.hidden = !this.#shown.more;
        this.#empty.hidden = rows.length > 0 || this.#shown.thread.conversationID !== null;
        this.#rows.show(rows);
    }

    /** Rows with a key, a signature of all that they show, and how to draw them. */
    #rowsOfThread() {
        const { messages, notices } = this.#shown;
        const { reactions, others } = splitReactions(messages);
        const byWamid = new Map(messages.map(message => [message.wamid, message]));
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
        const { thread, account, templates, notices } = this.#shown;
        const quoted = message.context ? byWamid.get(message.context) : undefined;
        const marks = new Set(notices.filter(notice => notice.messageID === message.id).map(notice => notice.type));
        const facts = {
            message, quoted,
            template: templateOf(templates, message),
            quotedName: quoted?.direction === 'outbound' ? titleOf(account) : nameOf(thread),
            sender: message.direction === 'outbound' ? titleOf(account) : nameOf(thread),
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
            data: { focus: 'row' },
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
    const { code, providerCode, message } = failures.find(item => item.name === name);
    return h('p.phone-failure', h('strong', code), ` (${providerCode})`, h('br'), message);
}

function dayRow(day) {
    return { key: `day:${day}`, signature: day, draw: () => h('li.phone-day', h('span', day)) };
}

function dayOf(iso) {
    return new Date(iso).toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}
