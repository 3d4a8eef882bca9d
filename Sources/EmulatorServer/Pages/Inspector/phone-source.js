// What the phone shows of a world, fetched once and kept up to date by the stream.

import { get } from './api.js';
import { on } from './store.js';
import { noticeOf, noticedTypes } from './phone-notices.js';
import { refresher } from './phone-refresh.js';
import { findThread, readInbox, readThread } from './phone-world.js';

/** How many contacts and messages are fetched at first, and how many more each time. */
const portion = 100;

/** How many events of the past become notices at most. */
const oldestNotices = 50;

/**
 * The chats of a world. `inbox` has the contacts of a number and `thread` the messages of a conversation, both null until
 * they were fetched; `notices` has what events say about them. `want(what)` chooses what is fetched. `onChange()` is
 * called after each change, and `onError(error)` if something could not be fetched.
 */
export class PhoneSource {
    inbox = null;
    thread = null;
    notices = [];
    #sandbox;
    #onChange;
    #wanted = { accountID: null, contact: null, search: '', contacts: portion, conversationID: null, messages: portion };
    #inboxRefresher;
    #threadRefresher;
    #noticesRefresher;
    #offs;
    #isClosed = false;

    constructor(sandbox, { onChange, onError }) {
        this.#sandbox = sandbox;
        this.#onChange = () => { if (!this.#isClosed) onChange(); };
        this.#inboxRefresher = refresher(() => this.#loadInbox(), onError);
        this.#threadRefresher = refresher(() => this.#loadThread(), onError);
        this.#noticesRefresher = refresher(() => this.#loadNotices(), onError);
        const mine = handler => row => { if (!row.sandbox || row.sandbox === sandbox) handler(row); };
        this.#offs = [
            on('state', mine(row => this.#onState(row))),
            on('event', mine(row => { if (noticedTypes.has(row.type)) this.#noticesRefresher.soon(); })),
            on('clock', mine(() => this.#inboxRefresher.soon())),
            on('reset', mine(() => { this.notices = []; this.#refreshAll(); })),
            on('gap', () => this.#refreshAll()),
            on('connection', ({ live }) => { if (live) this.#refreshAll(); }),
        ];
        this.#noticesRefresher.now();
    }

    close() {
        this.#isClosed = true;
        for (const off of this.#offs) off();
        for (const part of [this.#inboxRefresher, this.#threadRefresher, this.#noticesRefresher]) part.close();
    }

    /** Fetches what is new in `what`: accountID, contact, search, contacts, conversationID, messages. */
    want(what) {
        const isChanged = (...names) => names.some(name => name in what && what[name] !== before[name]);
        const before = { ...this.#wanted };
        Object.assign(this.#wanted, what);
        if (isChanged('conversationID')) {
            this.thread = null;
            this.#wanted.messages = portion;
        }
        if (isChanged('conversationID', 'messages')) this.#threadRefresher.now();
        if (isChanged('accountID') && this.inbox?.account?.phone_number_id !== what.accountID) this.inbox = null;
        const isUnknown = isChanged('contact') && what.contact && this.inbox && !this.find(what.contact);
        if (!this.inbox || isUnknown || isChanged('search', 'contacts')) this.#inboxRefresher.now();
    }

    /** Fetches more messages of the conversation. */
    wantEarlier() {
        this.want({ messages: this.#wanted.messages + portion });
    }

    /** Fetches more contacts of the number. */
    wantMoreContacts() {
        this.want({ contacts: this.#wanted.contacts + portion });
    }

    /** The thread of a contact, named by its id, its user id or its number; undefined if it was not fetched. */
    find(contact) {
        return findThread([...this.inbox.threads, ...this.inbox.others], contact);
    }

    #onState({ object, conversation_id: conversationID }) {
        if (['account', 'contact', 'conversation'].includes(object)) this.#inboxRefresher.soon();
        const isShown = object === 'message' && (!conversationID || conversationID === this.#wanted.conversationID);
        if (isShown || object === 'template') this.#threadRefresher.soon();
    }

    #refreshAll() {
        for (const part of [this.#inboxRefresher, this.#threadRefresher, this.#noticesRefresher]) part.soon();
    }

    // Fetching

    async #loadInbox() {
        const { accountID, contact, search, contacts } = this.#wanted;
        const inbox = await this.#fetchInbox(accountID, { search: search || null, limit: contacts });
        const isElsewhere = contact && (inbox.more || search) && !findThread(inbox.threads, contact);
        const others = isElsewhere ? await this.#fetchInbox(accountID, { search: contact, limit: portion }) : null;
        // Another number was chosen meanwhile, whose chats are fetched next.
        if (accountID !== this.#wanted.accountID) return;
        this.inbox = { ...inbox, others: others?.threads ?? [] };
        this.#onChange();
    }

    /** A number that the world no longer has, as after a reset, is replaced by its first one. */
    async #fetchInbox(accountID, query) {
        const path = '/__admin/conversations';
        try {
            return readInbox(await get(path, { ...query, sandbox: this.#sandbox, phone_number_id: accountID }));
        } catch (error) {
            if (error.status !== 404 || !accountID) throw error;
            return readInbox(await get(path, { ...query, sandbox: this.#sandbox }));
        }
    }

    async #loadThread() {
        const { conversationID, messages } = this.#wanted;
        if (!conversationID) return;
        const path = `/__admin/conversations/${encodeURIComponent(conversationID)}/messages`;
        try {
            const thread = readThread(conversationID, await get(path, { sandbox: this.#sandbox, limit: messages }));
            if (conversationID !== this.#wanted.conversationID) return;
            this.thread = thread;
        } catch (error) {
            if (error.status !== 404) throw error;
            this.thread = null;
        }
        this.#onChange();
    }

    /** Adds the events that no notice has yet, oldest first. */
    async #loadNotices() {
        const query = { sandbox: this.#sandbox, type: [...noticedTypes].join(), limit: oldestNotices };
        const { data } = await get('/__admin/webhooks/events', query);
        const known = new Set(this.notices.map(notice => notice.eventID));
        for (const { id } of data.filter(row => !known.has(row.id))) {
            if (this.#isClosed) return;
            const event = await get(`/__admin/webhooks/events/${id}`, { sandbox: this.#sandbox });
            this.notices.push(noticeOf(event, this.notices));
        }
        this.#onChange();
    }
}
