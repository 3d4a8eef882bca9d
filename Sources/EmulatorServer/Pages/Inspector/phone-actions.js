// What can be done with one message: the buttons under a bubble that is selected, and their dialogs.

import { dialog, field, h } from './dom.js';
import { failures } from './message-failures.js';
import { nextStatuses } from './phone-draft.js';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const statusLabels = { sent: 'Mark as sent', delivered: 'Mark as delivered', read: 'Mark as read' };
const editable = new Set(['text', 'image', 'document', 'video']);

/**
 * The buttons for a message. `act` has what they do: react(message, emoji), reply, edit, revoke(message) and
 * report(message, status, error). `own` is the contact's present reaction.
 */
export function messageActions(message, { own, isRevoked, act }) {
    const isInbound = message.direction === 'inbound';
    const isHere = isInbound ? !isRevoked : message.is_accepted;
    return h('div.phone-actions', { role: 'group', 'aria-label': 'Actions for this message' },
        isHere ? reactions(message, own, act) : null,
        h('div.row',
            isHere ? action('Reply', () => act.reply(message), 'reply') : null,
            isInbound && isHere && editable.has(message.content.kind) ? action('Edit', () => act.edit(message), 'edit') : null,
            isInbound && isHere ? action('Delete', () => act.revoke(message), 'delete') : null,
            isInbound ? null : statusActions(message, act)));
}

/** A button that keeps the focus while its action runs. */
function action(label, onClick, focus, kind) {
    return h('button.button', { type: 'button', class: kind, data: { focus: `action:${focus}` }, on: { click: onClick } }, label);
}

function statusActions(message, act) {
    const next = nextStatuses(message);
    if (!next.length) return null;
    return [
        next.map(status => action(statusLabels[status], () => act.report(message, status), status)),
        action('Fail…', () => askForFailure(message, act), 'fail', 'danger'),
    ];
}

function reactions(message, own, act) {
    const shown = own && !emojis.includes(own) ? [...emojis, own] : emojis;
    return h('div.phone-emojis', { role: 'group', 'aria-label': 'React' },
        shown.map(emoji => h('button', {
            type: 'button',
            'aria-pressed': emoji === own,
            'aria-label': emoji === own ? `Remove the reaction ${emoji}` : `React with ${emoji}`,
            data: { focus: `emoji:${emoji}` },
            on: { click: () => act.react(message, emoji === own ? '' : emoji) },
        }, emoji)),
        h('button', {
            type: 'button',
            'aria-label': 'React with another emoji',
            data: { focus: 'emoji:other' },
            on: { click: () => askForEmoji(message, act) },
        }, '…'));
}

function askForEmoji(message, act) {
    const input = h('input', { type: 'text', required: true, maxlength: '16', autocomplete: 'off' });
    const form = ask('React', [field('Emoji', input)], 'React', 'primary', () => act.react(message, input.value.trim()));
    form.focus(input);
}

function askForFailure(message, act) {
    const usual = message.is_accepted ? 'recipient_not_on_whatsapp' : 'outside_24h_window';
    // A failure with another name is known only in the state of a world.
    const reported = failures.filter(({ name, code }) => name === code);
    const group = isEarly => reported.filter(failure => failure.isEarly === isEarly).map(({ code, providerCode }) => (
        h('option', { value: code, selected: code === usual }, `${code} (${providerCode})`)));
    const select = h('select',
        h('optgroup', { label: 'Before Meta accepts a message' }, group(true)),
        h('optgroup', { label: 'After Meta has accepted it' }, group(false)));
    const help = h('p.quiet');
    const explain = () => { help.textContent = reported.find(({ code }) => code === select.value).message; };
    select.addEventListener('change', explain);
    explain();
    const form = ask('Fail this message', [field('Error code', select), help], 'Fail the message', 'danger',
        () => act.report(message, 'failed', select.value));
    form.focus(select);
}

/** Opens a dialog with a form; `onSubmit` runs after it has closed. */
export function ask(title, fields, label, kind, onSubmit) {
    const form = h('form', { method: 'dialog' }, fields,
        h('div.actions', h('button.button', { type: 'submit', class: kind }, label)));
    const opened = dialog(title, form);
    form.addEventListener('submit', event => {
        event.preventDefault();
        opened.close();
        onSubmit();
    });
    return { focus: control => control.focus() };
}
