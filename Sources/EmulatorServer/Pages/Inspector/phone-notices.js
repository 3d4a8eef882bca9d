// What events say about a thread and its messages do not: edits, revocations and new identities.

/** The types of the events that become notices. */
export const noticedTypes = new Set(['contact.identity_updated', 'message.edited', 'message.revoked']);

/** A notice `{eventID, type, at, messageID, contact, text}` of an event; `earlier` are the notices before it. */
export function noticeOf(event, earlier) {
    const { data } = JSON.parse(event.body);
    const notice = { eventID: event.id, type: event.type, at: event.created_at, messageID: null, contact: null, text: null };
    if (event.type !== 'contact.identity_updated') return { ...notice, messageID: data.message.id };
    const before = earlier.findLast(other => other.contact?.id === data.contact.id)?.contact;
    return { ...notice, contact: data.contact, text: identityText(data.contact, before) };
}

/** What a person has after a change of identity, in one sentence; `before` is the identity before, if it is known. */
export function identityText(contact, before) {
    const name = contact.name || (contact.username ? `@${contact.username}` : null) || 'The contact';
    const parts = [
        ['phone_number', contact.phone_number ? `the number ${contact.phone_number}` : 'a hidden number'],
        ['username', contact.username ? `the username @${contact.username}` : 'no username'],
        ['bsuid', `the user id ${contact.bsuid}`],
    ];
    const isNew = ([member]) => (before ? before[member] !== contact[member] : member !== 'username' || contact.username);
    const texts = parts.filter(isNew).map(([, text]) => text);
    const last = texts.pop() ?? 'the same identity';
    return `${name} now has ${texts.length ? `${texts.join(', ')} and ${last}` : last}`;
}
