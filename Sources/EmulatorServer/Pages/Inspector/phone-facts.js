// What is known of a contact and of a message: names and values beside the phone.

import { copyButton, h } from './dom.js';
import { link } from './router.js';
import { moment, shorten } from './text.js';
import { clockTime } from './phone-world.js';

/** The facts of a thread, and of the selected message if there is one. */
export function facts(sandbox, inbox, thread, message) {
    const { account, clock } = inbox;
    return [
        message ? messageFacts(sandbox, message) : null,
        h('h2', 'Contact'),
        table([
            ['Name', thread.name],
            ['Number', numberText(thread)],
            ['Username', thread.username ? `@${thread.username}` : null],
            ['User id', thread.userID],
            ['Contact', objectLink(sandbox, 'contacts', thread.contactID)],
            ['Conversation', objectLink(sandbox, 'conversations', thread.conversationID)],
            ['Free-form', windowText(clock, thread.windowEnd)],
        ]),
        h('h2', 'Number'),
        table([
            ['Name', account.name],
            ['Number', account.phone_number],
            ['Status', h('span.badge', { class: account.status === 'connected' ? 'good' : 'warn' }, account.status)],
            ['Account', objectLink(sandbox, 'accounts', account.phone_number_id)],
        ]),
    ];
}

function messageFacts(sandbox, message) {
    return [
        h('h2', 'Message'),
        table([
            ['Type', message.content.kind],
            ['Direction', message.direction === 'inbound' ? 'inbound, from the contact' : `outbound, by ${message.source}`],
            ['Status', message.status],
            ['Category', message.direction === 'outbound' ? message.category : null],
            ['Created', `${moment(message.created_at)} UTC`],
            ['Changed', `${moment(message.updated_at)} UTC`],
            ['Message', objectLink(sandbox, 'messages', message.id)],
            ['wamid', message.is_accepted ? h('code', { title: message.wamid }, shorten(message.wamid)) : 'none until Meta has accepted it'],
        ]),
        h('p.row', copyButton('Copy the id', () => message.id), message.is_accepted ? copyButton('Copy the wamid', () => message.wamid) : null),
    ];
}

function table(rows) {
    return h('dl.facts', rows.filter(([, value]) => value).map(([name, value]) => [h('dt', name), h('dd', { dir: 'auto' }, value)]));
}

function objectLink(sandbox, object, id) {
    return id ? link(`#/state/${sandbox}/${object}/${encodeURIComponent(id)}`, h('code', { title: id }, shorten(id))) : null;
}

function numberText({ number, isHidden }) {
    return [number, isHidden ? 'hidden from the business' : null].filter(Boolean).join(', ');
}

/** Whether the business may send more than templates, and until when. */
function windowText(clock, end) {
    if (end === null) return 'no: the contact has never written, so only templates arrive';
    const text = `${moment(new Date(end).toISOString()).slice(0, 16)} UTC`;
    return clockTime(clock) < end ? `until ${text}` : `no: only templates since ${text}`;
}
