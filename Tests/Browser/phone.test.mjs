// Tests of the modules of the phone that need no browser. Run: node --test Tests/Browser/phone.test.mjs

import assert from 'node:assert/strict';
import { test } from 'node:test';

const folder = '../../Sources/EmulatorServer/Pages/Inspector';
const content = await import(`${folder}/phone-content.js`);
const draft = await import(`${folder}/phone-draft.js`);
const notices = await import(`${folder}/phone-notices.js`);
const { refresher } = await import(`${folder}/phone-refresh.js`);
const world = await import(`${folder}/phone-world.js`);

const thread = { accountID: '1', conversationID: 'cnv_1', contactID: 'ctc_1', userID: 'ID.1', number: '+62811', name: 'Budi' };

function message(kind, members = {}, direction = 'outbound') {
    return { wamid: 'wamid.1', id: 'msg_1', direction, content: { kind, text: null, detail: null, media: null, sent: null, ...members } };
}

// Content

test('variables of a template are filled by their number', () => {
    assert.equal(content.filled('Parcel {{1}} of {{ 2 }}', ['A', 'B']), 'Parcel A of B');
    assert.equal(content.filled('Parcel {{2}}', ['A']), 'Parcel {{2}}');
    assert.equal(content.filled('{{1}}', ['{{2}}', 'x']), '{{2}}');
    assert.equal(content.filled(undefined, []), '');
});

test('marks of bold, italic, struck and monospaced text are taken off', () => {
    const tags = text => content.formatted(text).map(piece => [piece.text, piece.tag]);
    assert.deepEqual(tags('a *b* _c_ ~d~ ```e *f*```'), [['a ', null], ['b', 'strong'], [' ', null], ['c', 'em'],
        [' ', null], ['d', 's'], [' ', null], ['e *f*', 'code']]);
    for (const plain of ['2*3*4', 'snake_case_name', '* a *', '*a\nb*', '**', '<b>']) assert.deepEqual(tags(plain), [[plain, null]]);
    assert.deepEqual(tags(''), []);
});

test('a message is told in one line', () => {
    const cases = [
        [message('text', { text: 'Hello' }), 'Hello'], [message('image'), 'Image'], [message('image', { text: 'Door' }), 'Door'],
        [message('document', { media: { filename: 'a.pdf' } }), 'a.pdf'],
        [message('location', { detail: { latitude: 1, longitude: 2 } }), 'Location'],
        [message('contacts', { detail: [{ name: 'A' }, { name: 'B' }] }), 'A, B'],
        [message('reaction', { detail: { emoji: '' } }), 'Removed a reaction'],
        [message('unsupported', { detail: { type: 'gif' } }), 'Unsupported: gif'],
        [message('template', { detail: { name: 'parcel' } }), 'Template parcel'],
    ];
    for (const [given, expected] of cases) assert.equal(content.summary(given), expected);
});

test('an interactive message shows what was sent', () => {
    const sent = {
        type: 'reply_buttons', header: { type: 'text', text: 'Parcel' }, body: { text: 'At home?' }, footer: { text: 'Acme' },
        action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
    };
    const card = content.cardOf(message('interactive', { text: 'At home?', sent }));
    assert.deepEqual(card.header, { text: 'Parcel' });
    assert.equal(card.footer, 'Acme');
    assert.deepEqual(card.choices, [{ kind: 'button_reply', id: 'yes', title: 'Yes' }]);
    const sections = [{ rows: [{ id: 'a', title: 'A' }] }];
    const list = content.cardOf(message('interactive', { sent: { type: 'list', body: { text: 'B' }, action: { button: 'Choose', sections } } }));
    assert.deepEqual(list.list, { label: 'Choose', sections });
    const link = { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://a.example' } };
    const header = { type: 'image', image: { link: 'https://a.example/b.png' } };
    const cards = content.cardOf(message('interactive', { sent: { type: 'carousel', body: { text: 'B' }, action: { cards: [{ header, action: link }] } } })).cards;
    assert.deepEqual(cards[0].choices, [{ kind: 'url', title: 'Open', url: 'https://a.example' }]);
    assert.deepEqual(cards[0].header, { media: { kind: 'image', link: 'https://a.example/b.png' } });
});

test('a template shows its components with the values of the message', () => {
    const template = {
        components: [
            { type: 'HEADER', format: 'TEXT', text: 'Parcel {{1}}' }, { type: 'BODY', text: 'Hello {{1}}' }, { type: 'FOOTER', text: 'Acme' },
            { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://a.example/{{1}}' }, { type: 'QUICK_REPLY', text: 'Stop' },
                { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+62811' }, { type: 'COPY_CODE', text: 'Copy' }] },
        ],
    };
    const sent = {
        components: [
            { type: 'HEADER', parameters: [{ type: 'text', text: '7' }] },
            { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'STOP' }] },
            { type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 'x' }] },
        ],
    };
    const card = content.cardOf(message('template', { text: 'Hello Budi', sent }), template);
    assert.deepEqual(card.header, { text: 'Parcel 7' });
    assert.equal(card.body, 'Hello Budi');
    assert.equal(card.footer, 'Acme');
    assert.deepEqual(card.choices, [
        { kind: 'url', title: 'Track', url: 'https://a.example/x' }, { kind: 'quick_reply', title: 'Stop', payload: 'STOP' },
        { kind: 'call', title: 'Call', number: '+62811' }, { kind: 'copy', title: 'Copy', code: undefined },
    ]);
});

test('a template that the world no longer has shows its body', () => {
    const card = content.cardOf(message('template', { text: 'Hello', sent: {} }), undefined);
    assert.equal(card.body, 'Hello');
    assert.deepEqual(card.choices, []);
});

// Bodies

test('a known contact is named by the user id, and a new one is described', () => {
    assert.deepEqual(draft.inboundBody(thread, 'text', { body: 'Hi' }),
        { phone_number_id: '1', user_id: 'ID.1', type: 'text', text: { body: 'Hi' } });
    const stranger = world.newThread('1', { number: '+62812', name: 'Dewi' });
    assert.deepEqual(draft.inboundBody(stranger, 'text', { body: 'Hi' }, message('text')),
        { phone_number_id: '1', from: '+62812', name: 'Dewi', type: 'text', text: { body: 'Hi' }, context: { message_id: 'wamid.1' } });
});

test('a tap replies to its message', () => {
    const button = draft.choiceBody(thread, message('interactive'), { kind: 'button_reply', id: 'yes', title: 'Yes' });
    assert.deepEqual(button.interactive, { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } });
    assert.deepEqual(button.context, { message_id: 'wamid.1' });
    const row = draft.choiceBody(thread, message('interactive'), { kind: 'list_reply', id: 'a', title: 'A', description: 'First' });
    assert.deepEqual(row.interactive.list_reply, { id: 'a', title: 'A', description: 'First' });
    const quick = draft.choiceBody(thread, message('template'), { kind: 'quick_reply', title: 'Stop', payload: undefined });
    assert.deepEqual(quick.button, { text: 'Stop', payload: 'Stop' });
});

test('an edit changes a text or a caption', () => {
    assert.deepEqual(draft.editBody(thread, message('text'), 'New').edit, { original_message_id: 'wamid.1', message: { type: 'text', text: { body: 'New' } } });
    assert.deepEqual(draft.editBody(thread, message('image'), 'New').edit.message, { type: 'image', image: { caption: 'New' } });
});

test('a status is reported with those before it', () => {
    const pending = { ...message('text'), status: 'pending' };
    assert.deepEqual(draft.statusBody(pending, 'delivered'), { message_id: 'msg_1', statuses: ['sent', 'delivered'] });
    assert.deepEqual(draft.statusBody({ ...pending, status: 'delivered' }, 'read'), { message_id: 'msg_1', statuses: ['read'] });
    assert.deepEqual(draft.statusBody(pending, 'failed', 'recipient_blocked'), { message_id: 'msg_1', status: 'failed', error: 'recipient_blocked' });
    assert.deepEqual(draft.nextStatuses({ ...pending, status: 'read' }), []);
    assert.deepEqual(draft.nextStatuses({ ...pending, status: 'failed' }), []);
});

// Threads

test('a frozen clock stands still and a real one runs', () => {
    const clock = { now: '2026-06-04T10:00:00Z', readAt: 1000 };
    assert.equal(world.clockTime({ ...clock, mode: 'frozen' }, 5000), Date.parse('2026-06-04T10:00:00Z'));
    assert.equal(world.clockTime({ ...clock, mode: 'real' }, 5000), Date.parse('2026-06-04T10:00:04Z'));
});

test('the last reaction of each side counts, and an empty one removes it', () => {
    const react = (emoji, direction = 'inbound', target = 'wamid.1') => ({ ...message('reaction', { detail: { target_message_id: target, emoji } }, direction), wamid: Math.random() });
    const first = message('text', { text: 'Hello' });
    const lost = react('🙏', 'inbound', 'wamid.other');
    const { reactions, others } = world.splitReactions([first, react('👍'), react('❤️'), react('😮', 'outbound'), lost]);
    assert.deepEqual([...reactions.get('wamid.1')], [['inbound', '❤️'], ['outbound', '😮']]);
    assert.deepEqual(others, [first, lost]);
    assert.equal(world.splitReactions([first, react('👍'), react('')]).reactions.get('wamid.1').size, 0);
});

test('a person is called by name, username, number or user id', () => {
    assert.equal(world.nameOf({ name: 'Budi', number: '+62811' }), 'Budi');
    assert.equal(world.nameOf({ name: null, username: 'budi', number: '+62811' }), '@budi');
    assert.equal(world.nameOf({ name: null, username: null, number: '+62811' }), '+62811');
    assert.equal(world.nameOf({ name: null, username: null, number: null, userID: 'ID.1' }), 'ID.1');
});

test('a new identity is told by what has changed', () => {
    const before = { id: 'ctc_1', name: 'Budi', phone_number: '+62811', username: null, bsuid: 'ID.1' };
    const text = change => notices.identityText({ ...before, ...change }, before);
    assert.equal(text({ phone_number: null }), 'Budi now has a hidden number');
    assert.equal(text({ phone_number: '+62812', bsuid: 'ID.2' }), 'Budi now has the number +62812 and the user id ID.2');
    assert.equal(text({ username: 'budi' }), 'Budi now has the username @budi');
    assert.equal(notices.identityText(before, undefined), 'Budi now has the number +62811 and the user id ID.1');
});

// Fetching

test('what is asked for during a fetch is fetched once afterwards', async () => {
    let loads = 0;
    let finish;
    const part = refresher(() => new Promise(resolve => { loads += 1; finish = resolve; }), assert.ifError);
    part.now();
    await new Promise(resolve => setTimeout(resolve, 5));
    for (let index = 0; index < 10; index += 1) part.soon();
    assert.equal(loads, 1);
    finish();
    while (loads < 2) await new Promise(resolve => setTimeout(resolve, 20));
    finish();
    await new Promise(resolve => setTimeout(resolve, 5));
    part.close();
    part.now();
    assert.equal(loads, 2);
});
