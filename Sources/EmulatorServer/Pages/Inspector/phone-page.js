// The phone for one world: the contacts, the open conversation and the facts.

import { report, send } from './api.js';
import { dialog, h, replace } from './dom.js';
import { Composer } from './phone-composer.js';
import { choiceBody, nextStatuses, reactionBody, revokeBody, statusBody } from './phone-draft.js';
import { facts } from './phone-facts.js';
import { icon } from './phone-icons.js';
import { avatar, ContactList } from './phone-list.js';
import { MessageLog } from './phone-log.js';
import { PhoneSource } from './phone-source.js';
import { clockTime, nameOf, newThread, titleOf } from './phone-world.js';
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
        this.#list = new ContactList({
            sandbox, readOnly, open: openThread,
            search: text => this.#source.want({ search: text }),
            more: () => this.#source.wantMoreContacts(),
        });
        this.#frame.append(h('h1.visually-hidden', 'Phone'), this.#list.element, this.#device, this.#facts);
        replace(root, h('p.empty', 'Loading…'));
        this.#source = new PhoneSource(sandbox, {
            onChange: () => { if (this.#source.inbox) this.#show(); },
            onError: error => this.#onError(error),
        });
    }

    close() {
        this.#source.close();
    }

    #onError(error) {
        if (this.#frame.isConnected) report(error);
        else replace(this.#root, h('div.empty', h('h2', 'The contacts cannot be shown'), h('p', error.message)));
    }

    /** Shows the thread that the address names. */
    route(params, query) {
        this.#params = params;
        this.#query = query;
        this.#source.want({ accountID: params[0] ?? null, contact: params[1] ?? null });
        if (this.#source.inbox) this.#show();
    }

    // Drawing

    #show() {
        const { inbox } = this.#source;
        if (!inbox.account) {
            replace(this.#root, h('div.empty', h('h2', 'No number'), h('p', 'This world has no connected number. A customer connects one with a setup link, and the scenario ', h('code', 'connected'), ' begins with one.')));
            return;
        }
        if (!this.#frame.isConnected) replace(this.#root, this.#frame);
        const thread = this.#thread();
        if (thread?.contactID) this.#keepAddress(thread);
        this.#source.want({ conversationID: thread?.conversationID ?? null });
        this.#frame.dataset.shown = thread ? 'thread' : 'list';
        this.#list.show(inbox, thread);
        if (thread) this.#showThread(thread);
        else this.#showNoThread();
    }

    /** The thread that the address names; on a wide page, the newest one if it names none. */
    #thread() {
        const { account, threads } = this.#source.inbox;
        const isOther = this.#params[0] && this.#params[0] !== account.phone_number_id;
        const contact = isOther ? null : this.#params[1];
        if (contact) return this.#source.find(contact) ?? this.#unknownContact(account.phone_number_id, contact);
        return wide.matches ? threads[0] ?? null : null;
    }

    /** Names the contact in the address, so that the thread stays open when another one becomes the newest. */
    #keepAddress(thread) {
        const params = [thread.accountID, thread.contactID];
        if (params.every((param, index) => param === this.#params[index])) return;
        this.#params = params;
        this.#source.want({ accountID: params[0], contact: params[1] });
        history.replaceState(null, '', hashOf('phone', [this.sandbox, ...params]));
    }

    #unknownContact(accountID, contact) {
        const { name, username, user_id: userID } = this.#query;
        const isNumber = /^\+?\d+$/.test(contact);
        if (!isNumber && !/^[A-Z]{2}\./.test(contact)) return null;
        return newThread(accountID, { number: isNumber ? contact : null, userID: isNumber ? userID : contact, name, username });
    }

    #showNoThread() {
        this.#threadKey = null;
        replace(this.#facts);
        const text = this.#params[1] ? 'This contact does not exist.' : 'Choose a contact, or begin with a new one.';
        replace(this.#device, h('div.phone-screen', h('div.empty', h('h2', { dir: 'auto' }, titleOf(this.#source.inbox.account)), h('p', text))));
    }

    #showThread(thread) {
        const { account } = this.#source.inbox;
        const key = `${thread.accountID}/${thread.conversationID ?? thread.contactID ?? thread.number ?? thread.userID}`;
        if (key !== this.#threadKey) this.#openThread(key, thread);
        this.#drawHead(account, thread);
        const { messages = [], templates = [], more = false } = this.#source.thread ?? {};
        this.#log.show({ thread, account, messages, templates, more, notices: this.#noticesOf(thread) });
        this.#composer?.show(thread);
        this.#drawUnread();
        this.#drawFacts(thread);
    }

    get #messages() {
        return this.#source.thread?.messages ?? [];
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
            onEarlier: () => this.#source.wantEarlier(),
        });
        this.#composer = this.#readOnly ? null : new Composer(body => this.#simulate(body));
        this.#head = h('header.phone-head');
        this.#unread = h('div.phone-unread');
        this.#device.setAttribute('aria-label', `Phone of ${nameOf(thread)}`);
        replace(this.#device, h('div.phone-screen', this.#head, this.#log.element, this.#readOnly ? null : this.#unread, this.#composer?.element));
        if (isWriting) this.#composer.focus();
    }

    #drawHead(account, thread) {
        const isTyping = thread.typingAt !== null && Math.abs(clockTime(this.#source.inbox.clock) - thread.typingAt) < typingTime;
        const title = titleOf(account);
        replace(this.#head,
            h('a.phone-round.phone-back', { href: hashOf('phone', [this.sandbox, account.phone_number_id]), 'aria-label': 'Back to the contacts', data: wide.matches ? {} : { back: '' } }, icon('back')),
            avatar(title),
            h('div.phone-title',
                h('h2', { title }, h('bdi', title)),
                h('p', isTyping ? 'typing…' : ['on the phone of ', h('bdi', nameOf(thread))])),
            account.status === 'connected' ? null : h('span.badge.warn', account.status),
            h('button.phone-round.phone-info', { type: 'button', 'aria-label': 'Facts', on: { click: () => this.#openFacts(thread) } }, icon('info')));
    }

    #drawUnread() {
        const messages = this.#messages.filter(message =>
            message.direction === 'outbound' && message.is_accepted && nextStatuses(message).length);
        this.#unread.hidden = !messages.length;
        replace(this.#unread,
            h('span', `${count(messages.length, 'message')} not read`),
            h('button.button.quiet', { type: 'button', on: { click: () => this.#readAll(messages) } }, 'Mark as read'));
    }

    #noticesOf(thread) {
        const ids = new Set(this.#messages.map(message => message.id));
        return this.#source.notices.filter(({ messageID, contact }) =>
            ids.has(messageID) || (contact && contact.id === thread.contactID));
    }

    #factsOf(thread) {
        const message = this.#messages.find(item => item.id === this.#selected);
        return facts(this.sandbox, this.#source.inbox, thread, message);
    }

    /** Draws the facts again only if they have changed, so that a selected text stays selected. */
    #drawFacts(thread) {
        const element = h('div', this.#factsOf(thread));
        if (element.textContent !== this.#facts.textContent) replace(this.#facts, [...element.childNodes]);
    }

    #openFacts(thread) {
        dialog('Facts', h('div.phone-facts-dialog', this.#factsOf(thread)));
    }

    // Actions

    #actions() {
        const thread = () => this.#thread();
        const nameFor = ({ direction }) => (direction === 'outbound' ? titleOf(this.#source.inbox.account) : nameOf(thread()));
        return {
            choose: (message, choice) => this.#simulate(choiceBody(thread(), message, choice)),
            react: (message, emoji) => this.#simulate(reactionBody(thread(), message, emoji)),
            reply: message => this.#composer.reply(message, nameFor(message)),
            edit: message => this.#composer.edit(message, nameFor(message)),
            revoke: message => this.#simulate(revokeBody(thread(), message)),
            report: (message, status, error) => this.#reportStatus(statusBody(message, status, error)),
        };
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
