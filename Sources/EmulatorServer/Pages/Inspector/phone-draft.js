// Makes the bodies of simulateInboundMessage and simulateMessageStatus. Nothing here touches the page.

/** The members that name the sender of a thread. A person whom the world does not know is described in full. */
function senderOf(thread) {
    const members = { phone_number_id: thread.accountID };
    if (thread.contactID) return { ...members, user_id: thread.userID };
    if (thread.number) members.from = thread.number;
    if (thread.userID) members.user_id = thread.userID;
    if (thread.username) members.username = thread.username;
    if (thread.name) members.name = thread.name;
    return members;
}

/** The body of a message of a type with its content; `context` is the message that it replies to. */
export function inboundBody(thread, type, content, context) {
    const body = { ...senderOf(thread), type, [type]: content };
    if (context) body.context = { message_id: context.wamid };
    return body;
}

/** The body of a tap on a button or a row of a message. */
export function choiceBody(thread, message, choice) {
    if (choice.kind === 'quick_reply') {
        const button = { text: choice.title, payload: choice.payload ?? choice.title };
        return inboundBody(thread, 'button', button, message);
    }
    const reply = { id: choice.id, title: choice.title };
    if (choice.kind === 'list_reply' && choice.description) reply.description = choice.description;
    return inboundBody(thread, 'interactive', { type: choice.kind, [choice.kind]: reply }, message);
}

/** The body of a reaction to a message; an empty emoji removes it. */
export function reactionBody(thread, message, emoji) {
    return inboundBody(thread, 'reaction', { message_id: message.wamid, emoji });
}

/** The body that edits a text or a caption that the contact sent. */
export function editBody(thread, message, text) {
    const { kind } = message.content;
    const content = kind === 'text' ? { body: text } : { caption: text };
    return inboundBody(thread, 'edit', {
        original_message_id: message.wamid,
        message: { type: kind, [kind]: content },
    });
}

/** The body that deletes a message that the contact sent. */
export function revokeBody(thread, message) {
    return inboundBody(thread, 'revoke', { original_message_id: message.wamid });
}

const steps = ['pending', 'queued', 'sent', 'delivered', 'read'];
const reported = ['sent', 'delivered', 'read'];

/** The statuses that an outbound message has not had yet, in order; empty after `read` and `failed`. */
export function nextStatuses(message) {
    return reported.filter(status => message.status !== 'failed' && steps.indexOf(status) > steps.indexOf(message.status));
}

/** The body that reports a status with those that come before it, or a failure with its reason. */
export function statusBody(message, status, error) {
    if (status === 'failed') return { message_id: message.id, status, error };
    const next = nextStatuses(message);
    return { message_id: message.id, statuses: next.slice(0, next.indexOf(status) + 1) };
}
