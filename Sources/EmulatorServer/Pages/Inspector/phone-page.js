// The phone for one world: the contacts, the open conversation and the facts.

import { report, send } from './api.js';
import { dialog, h, replace } from './dom.js';
import { Composer } from './phone-composer.js';
import { choiceBody, nextStatuses, reactionBody, revokeBody, statusBody } from './phone-draft.js';
import { facts } from './phone-facts.js';
import { icon } from './phone-icons.js';
import { avatar, ContactList } from './phone-list.js';
import { MessageLog } from './phone-log.js';
import { openSource } from './phone-source.js';
import { clockTime, findThread, nameOf, newThread } from './phone-world.js';
import { hashOf, navigate } from './router.js';
import { count } from './text.js';

/** How long the business is shown as typing. */
const typingTime = 25000;

/** From this width on, the list and the phone stand side by side. */
const wide = matchMedia('(min-width: 60rem)');

/** The page for one world. */
export class PhonePage {
    #root;
    #readOnly;
    #source;
    #list;
    #log = null;
    #composer = null;
    #world = null;
    #params = [];
    #query = {};
    #selected = null;
    #threadKey = null;
    #head = null;
    #unread = null;
    #device = h('section.phone-device');
    #facts = h('aside.phone-facts', { 'aria-label': 'Facts' });
    #frame = h('div.phone-page');

    constructor(root, sandbox, readOnly) {
        this.sandbox = sandbox;
        this.#root = root;
        this.#readOnly = readOnly;
        const openThread = (accountID, contact, query = {}) => navigate(hashOf('phone', [sandbox, accountID, contact].filter(Boolean), query));
        this.#list = new ContactList({ sandbox, readOnly, open: openThread });
        this.#frame.append(h('h1.visually-hidden', 'Phone'), this.#list.element, this.#device, this.#facts);
        replace(root, h('p.empty', 'Loading…'));
        this.#source = openSource(sandbox, world => { this.#world = world; this.#show(); });
    }

    close() {
        this.#source.close();
    }

    /** Shows the thread that the address names. */
    route(params, query) {
        this.#params = params;
        this.#query = query;
        if (this.#world) this.#show();
    }

    // Drawing

    #show() {
        const { accounts } = this.#world;
        const account = accounts.find(item => item.phone_number_id === this.#params[0]) ?? accounts[0];
        if (!account) {
            replace(this.#root, h('div.empty', h('h2', 'No number'), h('p', 'This world has no connected number. A customer connects one with a setup link, and the scenario ', h('code', 'connected'), ' begins with one.')));
            return;
        }
        if (!this.#frame.isConnected) replace(this.#root, this.#frame);
        const thread = this.#thread(account);
        if (thread?.contactID) this.#keepAddress(account, thread);
        this.#frame.dataset.shown = thread ? 'thread' : 'list';
        this.#list.show(this.#world, account, thread);
        if (thread) this.#showThread(account, thread);
        else this.#showNoThread(account);
    }

    /** The thread that the address names; on a wide page, the newest one if it names none. */
    #thread(account) {
        const id = account.phone_number_id;
        const contact = this.#params[1];
        if (contact) return findThread(this.#world, id, contact) ?? this.#unknownContact(id, contact);
        return wide.matches ? this.#world.threads.find(thread => thread.accountID === id) ?? null : null;
    }

    /** Names the contact in the address, so that the thread stays open when another one becomes the newest. */
    #keepAddress(account, thread) {
        const params = [account.phone_number_id, thread.contactID];
        if (params.every((param, index) => param === this.#params[index])) return;
        this.#params = params;
        history.replaceState(null, '', hashOf('phone', [this.sandbox, ...params]));
    }

    #unknownContact(accountID, contact) {
        const { name, username, user_id: userID } = this.#query;
        const isNumber = /^\+?\d+$/.test(contact);
        if (!isNumber && !/^[A-Z]{2}\./.test(contact)) return null;
        return newThread(accountID, { number: isNumber ? contact : null, userID: isNumber ? userID : contact, name, username });
    }

    #showNoThread(account) {
        this.#threadKey = null;
        replace(this.#facts);
        const text = this.#params[1] ? 'This contact does not exist.' : 'Choose a contact, or begin with a new one.';
        replace(this.#device, h('div.phone-screen', h('div.empty', h('h2', { dir: 'auto' }, account.name), h('p', text))));
    }

    #showThread(account, thread) {
        const key = `${account.phone_number_id}/${thread.conversationID ?? thread.contactID ?? thread.number ?? thread.userID}`;
        if (key !== this.#threadKey) this.#openThread(key, thread);
        this.#drawHead(account, thread);
        this.#log.show(this.#world, thread, account, this.#source.sent, this.#noticesOf(thread));
        this.#composer?.show(thread);
        this.#drawUnread(thread);
        this.#drawFacts(account, thread);
        this.#source.sent.find(this.#log.messages).then(isFound => { if (isFound) this.#show(); }).catch(report);
    }

    /** Makes the parts of the phone for another thread. */
    #openThread(key, thread) {
        const isWriting = this.#composer?.element.contains(document.activeElement);
        this.#threadKey = key;
        this.#selected = null;
        this.#log = new MessageLog({
            sandbox: this.sandbox,
            act: this.#readOnly ? null : this.#actions(),
            onSelect: message => { this.#selected = message?.id ?? null; this.#show(); },
        });
        this.#composer = this.#readOnly ? null : new Composer(body => this.#simulate(body));
        this.#head = h('header.phone-head');
        this.#unread = h('div.phone-unread');
        this.#device.setAttribute('aria-label', `Phone of ${nameOf(thread)}`);
        replace(this.#device, h('div.phone-screen', this.#head, this.#log.element, this.#unread, this.#composer?.element));
        if (isWriting) this.#composer.focus();
    }

    #drawHead(account, thread) {
        const isTyping = thread.typingAt !== null && Math.abs(clockTime(this.#world.clock) - thread.typingAt) < typingTime;
        const title = account.name || account.phone_number || account.phone_number_id;
        replace(this.#head,
            h('a.phone-round.phone-back', { href: hashOf('phone', [this.sandbox, account.phone_number_id]), 'aria-label': 'Back to the contacts', data: wide.matches ? {} : { back: '' } }, icon('back')),
            avatar(title),
            h('div.phone-title',
                h('h2', { title }, h('bdi', title)),
                h('p', isTyping ? 'typing…' : ['on the phone of ', h('bdi', nameOf(thread))])),
            account.status === 'connected' ? null : h('span.badge.warn', account.status),
            h('button.phone-round.phone-info', { type: 'button', 'aria-label': 'Facts', on: { click: () => this.#openFacts(account, thread) } }, icon('info')));
    }

    #drawUnread(thread) {
        const messages = this.#unreadMessages(thread);
        this.#unread.hidden = this.#readOnly || !messages.length;
        replace(this.#unread,
            h('span', `${count(messages.length, 'message')} not read`),
            h('button.button.quiet', { type: 'button', on: { click: () => this.#readAll(messages) } }, 'Mark as read'));
    }

    #unreadMessages(thread) {
        return thread.messages.filter(message => message.direction === 'outbound' && message.is_accepted && nextStatuses(message).length);
    }

    #noticesOf(thread) {
        const ids = new Set(thread.messages.map(message => message.id));
        return this.#source.notices.filter(notice => ids.has(notice.messageID) || (notice.contactID && notice.contactID === thread.contactID));
    }

    #factsOf(account, thread) {
        const message = thread.messages.find(item => item.id === this.#selected);
        return facts(this.sandbox, this.#world, thread, account, message);
    }

    /** Draws the facts again only if they have changed, so that a selected text stays selected. */
    #drawFacts(account, thread) {
        const element = h('div', this.#factsOf(account, thread));
        if (element.textContent !== this.#facts.textContent) replace(this.#facts, [...element.childNodes]);
    }

    #openFacts(account, thread) {
        dialog('Facts', h('div.phone-facts-dialog', this.#factsOf(account, thread)));
    }

    // Actions

    #actions() {
        const thread = () => this.#currentThread();
        const account = () => this.#world.accounts.find(item => item.phone_number_id === thread().accountID);
        const nameFor = message => (message.direction === 'outbound' ? account().name : nameOf(thread()));
        return {
            choose: (message, choice) => this.#simulate(choiceBody(thread(), message, choice)),
            react: (message, emoji) => this.#simulate(reactionBody(thread(), message, emoji)),
            reply: message => this.#composer.reply(message, nameFor(message)),
            edit: message => this.#composer.edit(message, nameFor(message)),
            revoke: message => this.#simulate(revokeBody(thread(), message)),
            report: (message, status, error) => this.#reportStatus(statusBody(message, status, error)),
        };
    }

    #currentThread() {
        const account = this.#world.accounts.find(item => item.phone_number_id === this.#params[0]) ?? this.#world.accounts[0];
        return this.#thread(account);
    }

    /** Sends a message of the contact; true if it was accepted. */
    async #simulate(body) {
        try {
            await send('POST', '/__admin/simulate/inbound_message', { query: { sandbox: this.sandbox }, body });
            this.#log.scrollToEnd();
            return true;
        } catch (error) {
            report(error);
            return false;
        }
    }

    async #reportStatus(body) {
        try {
            await send('POST', '/__admin/simulate/message_status', { query: { sandbox: this.sandbox }, body });
        } catch (error) {
            report(error);
        }
    }

    async #readAll(messages) {
        for (const message of messages) await this.#reportStatus(statusBody(message, 'read'));
    }
}
