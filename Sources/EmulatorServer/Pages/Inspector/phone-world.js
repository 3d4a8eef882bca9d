// Makes the threads of the phone out of an exported world. Nothing here touches the page.

/** The time that the clock of a world shows, in milliseconds. */
export function clockTime(clock, wall = Date.now()) {
    return clock.mode === 'frozen' ? Date.parse(clock.now) : wall + clock.offset_ms;
}

/** The objects of a collection; a number in it stands for removed objects. */
function objects(collection) {
    return collection.filter(item => typeof item === 'object');
}

/** The numbers of a world, and a thread for each of their contacts. */
export function readWorld(state) {
    const contacts = new Map(objects(state.contacts).map(contact => [contact.id, contact]));
    const users = new Map(state.directory.users.map(user => [user.id, user]));
    const typings = new Map(state.typings.map(typing => [typing.conversation, Date.parse(typing.at)]));
    const threads = new Map();
    for (const conversation of objects(state.conversations)) {
        const contact = contacts.get(conversation.contact_id);
        contacts.delete(conversation.contact_id);
        threads.set(conversation.id, threadOf(conversation, contact, users.get(conversation.user_id), typings));
    }
    objects(state.messages).forEach((message, index) => {
        const thread = threads.get(message.conversation_id);
        thread?.messages.push(message);
        if (thread) thread.order = index;
    });
    const silent = [...contacts.values()].map(contact => threadOf(null, contact, users.get(contact.user_id), typings));
    return {
        clock: state.clock,
        accounts: state.accounts.filter(account => account.phone_number_id),
        templates: new Map(objects(state.templates).map(template => [templateKey(template.account_id, template), template])),
        threads: [...threads.values(), ...silent].sort(isMoreRecent),
    };
}

function threadOf(conversation, contact, user, typings) {
    return {
        accountID: (conversation ?? contact).account_id,
        conversationID: conversation?.id ?? null,
        contactID: conversation?.contact_id ?? contact.id,
        userID: (conversation ?? contact).user_id,
        visibleNumber: (contact ?? conversation).phone_number,
        number: user?.phone_number ?? (contact ?? conversation).phone_number,
        username: user?.username ?? contact?.username ?? null,
        name: contact?.name ?? null,
        unread: conversation?.unread_count ?? 0,
        lastMessageAt: conversation?.last_message_at ?? null,
        lastInboundAt: conversation?.last_inbound_at ?? null,
        typingAt: typings.get(conversation?.id) ?? null,
        messages: [],
        order: -1,
    };
}

function isMoreRecent(left, right) {
    return (Date.parse(right.lastMessageAt) || 0) - (Date.parse(left.lastMessageAt) || 0) || right.order - left.order;
}

function templateKey(accountID, { name, language }) {
    return JSON.stringify([accountID, name, language]);
}

/** The template that a message was made from; undefined if the world does not have it. */
export function templateOf(world, message) {
    return world.templates.get(templateKey(message.account_id, message.content.detail ?? {}));
}

/** The thread of a contact, named by its id, its user id or its number. */
export function findThread(world, accountID, contact) {
    return world.threads.find(thread => thread.accountID === accountID
        && [thread.contactID, thread.userID, thread.number].includes(contact));
}

/** A thread with somebody who has not written yet. */
export function newThread(accountID, { number, userID, username, name }) {
    return {
        accountID, conversationID: null, contactID: null, userID: userID ?? null, visibleNumber: number ?? null,
        number: number ?? null, username: username ?? null, name: name ?? null, unread: 0, lastMessageAt: null,
        lastInboundAt: null, typingAt: null, messages: [],
    };
}

/** What to call the person of a thread. */
export function nameOf(thread) {
    return thread.name || (thread.username ? `@${thread.username}` : null) || thread.number || thread.userID || 'No name';
}

/** The end of the time in which the business may send free-form messages, in milliseconds; null if it never began. */
export function windowEnd(thread) {
    return thread.lastInboundAt ? Date.parse(thread.lastInboundAt) + 24 * 3600 * 1000 : null;
}

/** The reactions to each message by wamid, and the messages of a thread that are not reactions to one of them. */
export function splitReactions(messages) {
    const known = new Set(messages.map(message => message.wamid));
    const reactions = new Map();
    const others = [];
    for (const message of messages) {
        const target = message.content.kind === 'reaction' ? message.content.detail.target_message_id : null;
        if (!known.has(target)) {
            others.push(message);
            continue;
        }
        if (!reactions.has(target)) reactions.set(target, new Map());
        const emoji = message.content.detail.emoji;
        if (emoji) reactions.get(target).set(message.direction, emoji);
        else reactions.get(target).delete(message.direction);
    }
    return { reactions, others };
}
