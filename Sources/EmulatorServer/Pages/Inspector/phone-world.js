// Makes the threads of the phone out of what listInbox and listThread return. Nothing here touches the page.

/** The time that the clock of a world shows, in milliseconds; `readAt` is when it was read. */
export function clockTime({ mode, now, readAt }, wall = Date.now()) {
    return Date.parse(now) + (mode === 'real' ? wall - readAt : 0);
}

/** The chats of a number, from the response of listInbox. */
export function readInbox({ clock, accounts, phone_number_id: accountID, data, more }, readAt = Date.now()) {
    return {
        clock: { ...clock, readAt },
        accounts,
        account: accounts.find(account => account.phone_number_id === accountID) ?? null,
        threads: data.map(row => threadOf(row, accountID)),
        more,
    };
}

function threadOf(row, accountID) {
    return {
        accountID,
        conversationID: row.conversation_id,
        contactID: row.contact_id,
        userID: row.user_id,
        number: row.phone_number,
        isHidden: row.phone === 'hidden',
        username: row.username,
        name: row.name,
        unread: row.unread_count,
        windowEnd: row.window_end ? Date.parse(row.window_end) : null,
        typingAt: row.typing_at ? Date.parse(row.typing_at) : null,
        lastMessage: row.last_message,
    };
}

/** A thread with somebody who has not written yet. */
export function newThread(accountID, { number, userID, username, name }) {
    return {
        accountID, conversationID: null, contactID: null, userID: userID ?? null, number: number ?? null, isHidden: !number,
        username: username ?? null, name: name ?? null, unread: 0, windowEnd: null, typingAt: null, lastMessage: null,
    };
}

/** The thread of a contact, named by its id, its user id or its number. */
export function findThread(threads, contact) {
    return threads.find(thread => [thread.contactID, thread.userID, thread.number].includes(contact));
}

/** What to call the person of a thread. */
export function nameOf({ name, username, number, userID }) {
    return name || (username ? `@${username}` : null) || number || userID || 'No name';
}

/** What to call a number of the business. */
export function titleOf(account) {
    return account.name || account.phone_number || account.phone_number_id;
}

/** The messages of a conversation, from the response of listThread. */
export function readThread(conversationID, { data, templates, more }) {
    return { conversationID, messages: data, templates, more };
}

/** The template that a message was made from; undefined if the world does not have it. */
export function templateOf(templates, { content: { kind, detail } }) {
    if (kind !== 'template') return undefined;
    return templates.find(({ name, language }) => name === detail.name && language === detail.language);
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
