// Draws the content of a message as it looks on a phone.

import { h } from './dom.js';
import { cardOf, formatted, summary } from './phone-content.js';
import { icon } from './phone-icons.js';

/**
 * The content of a message. `context` has what it depends on: `template`; `quoted`, the message that it replies to, with
 * `quotedName`; and `choose(choice)`, which is null if nothing can be tapped.
 */
export function bubbleContent(message, context) {
    const card = cardOf(message, context.template);
    return [
        message.context ? quote(message, context) : null,
        ...cardContent(card, message, context),
    ];
}

/** The message that another one replies to, as a small box above the reply. */
export function quoteBox(name, text) {
    return h('div.phone-quote', h('strong', { dir: 'auto' }, name), h('span', { dir: 'auto' }, text));
}

function quote(message, { quoted, quotedName }) {
    if (quoted) return quoteBox(quotedName, summary(quoted));
    return quoteBox('A message that is not here', message.context);
}

function cardContent(card, message, context) {
    return [
        card.header ? header(card.header) : null,
        ...special(message),
        card.body ? text(card.body) : null,
        card.footer ? h('p.phone-footer', { dir: 'auto' }, card.footer) : null,
        card.list ? list(card.list, context.choose) : null,
        card.choices.length ? h('div.phone-choices', card.choices.map(choice => choiceButton(choice, context.choose))) : null,
        card.cards.length ? carousel(card.cards, context.choose) : null,
    ];
}

function text(value) {
    return h('p.phone-text', { dir: 'auto' }, formatted(value).map(piece => (piece.tag ? h(piece.tag, piece.text) : piece.text)));
}

function header(value) {
    return value.media ? mediaBox(value.media.kind, value.media) : h('p.phone-header', { dir: 'auto' }, value.text);
}

/** What only one type of message has. */
function special({ content: { kind, detail, media } }) {
    switch (kind) {
        case 'image': case 'video': case 'audio': case 'document': case 'sticker': return [mediaBox(kind, media)];
        case 'location': return [place(detail)];
        case 'contacts': return detail.map(contactCard);
        case 'reaction': return [h('p.phone-aside', { dir: 'auto' }, summary({ content: { kind, detail } }))];
        case 'unsupported': return [h('p.phone-aside', icon('unsupported'), `Not supported: ${detail.type}`)];
        default: return [];
    }
}

// Media

const samples = { image: 'image.jpg', video: 'video.mp4', audio: 'audio.ogg', document: 'document.pdf', sticker: 'sticker.webp' };
const names = { image: 'Image', video: 'Video', audio: 'Audio', document: 'Document', sticker: 'Sticker' };

/** A file: one of the emulator itself can be seen and heard, any other file is a box with a link. */
function mediaBox(kind, media = {}) {
    const url = media.link ? webURL(media.link) : new URL(`/media/samples/${samples[kind]}`, document.baseURI);
    const isOwn = url?.origin === location.origin;
    const player = { class: `phone-picture ${kind}`, src: url?.href, 'aria-label': names[kind] };
    if (isOwn && (kind === 'image' || kind === 'sticker')) {
        return h('img', { ...player, alt: names[kind], loading: 'lazy' });
    }
    if (isOwn && (kind === 'video' || kind === 'audio')) return h(kind, { ...player, controls: true, preload: 'none' });
    return fileBox(kind, media, url);
}

function fileBox(kind, { link, id, filename, mime_type: mediaType }, url) {
    const title = filename || names[kind];
    const source = link ? url?.host : mediaType ?? (id ? `id ${id}` : null);
    const details = [filename ? names[kind] : null, source].filter(Boolean).join(' · ');
    return h('div.phone-file', { class: kind },
        icon(kind),
        h('div.phone-file-text',
            url ? outside(url.href, title) : h('span', { dir: 'auto' }, title),
            details ? h('small', { dir: 'auto' }, details) : null));
}

/** The URL if it is one of the web, else null: other schemes are never links. */
function webURL(text) {
    if (!URL.canParse(text)) return null;
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) ? url : null;
}

function outside(href, ...children) {
    return h('a', { href, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, ...children);
}

// Places and people

function place({ latitude, longitude, name, address }) {
    return h('div.phone-file.location',
        icon('location'),
        h('div.phone-file-text',
            h('span', { dir: 'auto' }, name || 'Location'),
            address ? h('small', { dir: 'auto' }, address) : null,
            h('small', `${latitude}, ${longitude}`)));
}

function contactCard({ name, phone }) {
    return h('div.phone-file.contacts',
        icon('contacts'),
        h('div.phone-file-text', h('span', { dir: 'auto' }, name), phone ? h('small', phone) : null));
}

// What can be tapped

function choiceButton(choice, choose) {
    const title = h('span', { dir: 'auto' }, choice.title ?? '');
    switch (choice.kind) {
        case 'url': {
            const url = webURL(choice.url ?? '');
            return url ? h('a.phone-choice', { href: url.href, target: '_blank', rel: 'noopener noreferrer', title: url.href }, icon('url'), title)
                : h('span.phone-choice', { title: choice.url }, icon('url'), title);
        }
        case 'call': return h('span.phone-choice', { title: choice.number }, icon('call'), title);
        case 'copy': return h('span.phone-choice', { title: choice.code }, icon('copy'), title);
        default: return tappable('button.phone-choice', choice, choose, icon('reply'), title);
    }
}

function tappable(tag, choice, choose, ...children) {
    const focus = `${choice.kind}:${choice.id ?? choice.title}`;
    if (!choose) return h(tag.replace('button', 'span'), ...children);
    return h(tag, { type: 'button', data: { focus }, on: { click: () => choose(choice) } }, ...children);
}

function list({ label, sections }, choose) {
    const rows = section => (section.rows ?? []).map(row => h('li',
        tappable('button.phone-row', { kind: 'list_reply', ...row }, choose,
            h('span', { dir: 'auto' }, row.title),
            row.description ? h('small', { dir: 'auto' }, row.description) : null)));
    return h('details.phone-list',
        h('summary.phone-choice', { data: { focus: 'list' } }, icon('list'), h('span', { dir: 'auto' }, label ?? 'Options')),
        sections.map(section => [
            section.title ? h('p.phone-section', { dir: 'auto' }, section.title) : null,
            h('ul', rows(section)),
        ]));
}

function carousel(cards, choose) {
    return h('ul.phone-cards', { tabindex: '0', 'aria-label': `${cards.length} cards` },
        cards.map(card => h('li', cardContent(card, { content: { kind: 'interactive' } }, { choose }))));
}
