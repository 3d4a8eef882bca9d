// What events say about a thread and the state does not: edits, revocations and new identities.

/** The types of the events that become notices. */
export const noticedTypes = new Set(['contact.identity_updated', 'message.edited', 'message.revoked']);

/** A notice `{eventID, type, at, messageID, contactID, text}` of an event; `world` is the world before it, if known. */
export function noticeOf(event, world) {
    const { data } = JSON.parse(event.body);
    const notice = { eventID: event.id, type: event.type, at: event.created_at, messageID: null, contactID: null, text: null };
    if (event.type !== 'contact.identity_updated') return { ...notice, messageID: data.message.id };
    const before = world?.threads.find(thread => thread.contactID === data.contact.id);
    return { ...notice, contactID: data.contact.id, text: identityText(data.contact, before) };
}

/** What is new about a person, in one sentence. */
export function identityText(contact, before) {
    const name = contact.name || (contact.username ? `@${contact.username}` : null) || 'The contact';
    const changes = [];
    if (before?.visibleNumber !== contact.phone_number) {
        changes.push(contact.phone_number ? `has the number ${contact.phone_number}` : 'hides the number');
    }
    if ((before?.username ?? null) !== contact.username) {
        changes.push(contact.username ? `has the username @${contact.username}` : 'has no username');
    }
    if (before?.userID !== contact.bsuid) changes.push(`has the user id ${contact.bsuid}`);
    return changes.length ? `${name} now ${changes.join(' and ')}` : `${name} has a new identity`;
}
