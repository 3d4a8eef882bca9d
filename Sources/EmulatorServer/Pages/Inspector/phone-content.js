// Reads the content of messages. Nothing here touches the page.

/** The text of a template with its variables replaced; a variable without a value stays. */
export function filled(text, values) {
    return (text ?? '').replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (variable, name) => values[Number(name) - 1] ?? variable);
}

const marks = { '*': 'strong', '_': 'em', '~': 's' };

/** The text in pieces `{text, tag}`, with the marks for bold, italic, struck and monospaced text taken off. */
export function formatted(text) {
    const pattern = /```([^`]+)```|(?<![\p{L}\p{N}])([*_~])(?!\s)([^\n]+?)(?<!\s)\2(?![\p{L}\p{N}])/gu;
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
        if (match.index > end) pieces.push({ text: text.slice(end, match.index), tag: null });
        pieces.push({ text: match[1] ?? match[3], tag: match[1] ? 'code' : marks[match[2]] });
        end = match.index + match[0].length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end), tag: null });
    return pieces;
}

const mediaNames = { image: 'Image', video: 'Video', audio: 'Audio', document: 'Document', sticker: 'Sticker' };

/** A message in one line, for lists and quotes. */
export function summary({ content }) {
    const { kind, text, detail, media } = content;
    switch (kind) {
        case 'image': case 'video': case 'audio': case 'sticker': return text || mediaNames[kind];
        case 'document': return text || media?.filename || 'Document';
        case 'location': return detail.name || 'Location';
        case 'contacts': return detail.map(contact => contact.name).join(', ');
        case 'reaction': return detail.emoji ? `Reacted ${detail.emoji}` : 'Removed a reaction';
        case 'unsupported': return `Unsupported: ${detail.type}`;
        case 'template': return text || `Template ${detail.name}`;
        default: return text || kind;
    }
}

/** What a message shows: `{header, body, footer, choices, list, cards}`; `template` is what it was made from. */
export function cardOf(message, template) {
    const { kind, text, sent } = message.content;
    const plain = { header: null, body: text, footer: null, choices: [], list: null, cards: [] };
    if (message.direction === 'inbound') return { ...plain, footer: message.content.detail?.description ?? null };
    switch (kind) {
        case 'interactive': return { ...plain, ...interactiveCard(sent) };
        case 'template': return template ? { ...plain, ...templateCard(sent, template, text) } : plain;
        default: return plain;
    }
}

// Interactive messages

function interactiveCard(sent) {
    const { action = {} } = sent;
    return {
        header: sentHeader(sent.header),
        body: sent.body?.text,
        footer: sent.footer?.text,
        choices: interactiveChoices(action),
        list: action.sections ? { label: action.button, sections: action.sections } : null,
        cards: (action.cards ?? []).map(card => interactiveCard(card)),
    };
}

function interactiveChoices({ name, parameters, buttons = [] }) {
    if (name === 'cta_url') return [{ kind: 'url', title: parameters?.display_text, url: parameters?.url }];
    return buttons.map(button => ({ kind: 'button_reply', ...(button.reply ?? button.quick_reply) }));
}

function sentHeader(header) {
    if (!header) return null;
    return header.type === 'text' ? { text: header.text } : { media: { kind: header.type, ...header[header.type] } };
}

// Templates

function templateCard(sent, template, body) {
    const component = type => template.components.find(item => item.type === type);
    const given = type => (sent.components ?? []).filter(item => item.type?.toLowerCase() === type);
    const buttons = component('BUTTONS')?.buttons ?? [];
    const header = component('HEADER');
    return {
        header: header ? templateHeader(header, given('header')[0]?.parameters ?? []) : null,
        body,
        footer: footerText(component('FOOTER')),
        choices: buttons.map((button, index) => templateChoice(button,
            given('button').find(item => Number(item.index) === index)?.parameters ?? [])),
    };
}

function templateHeader(header, parameters) {
    const kind = (header.format ?? 'TEXT').toLowerCase();
    if (kind === 'text') return { text: filled(header.text, parameters.map(parameter => parameter.text)) };
    return { media: { kind, ...parameters[0]?.[kind] } };
}

function footerText(footer) {
    if (footer?.text) return footer.text;
    const minutes = footer?.code_expiration_minutes;
    return minutes ? `This code expires in ${minutes} minutes.` : null;
}

function templateChoice(button, parameters) {
    const values = parameters.map(parameter => parameter.text ?? parameter.coupon_code);
    switch (button.type) {
        case 'URL': return { kind: 'url', title: button.text, url: filled(button.url, values) };
        case 'QUICK_REPLY': return { kind: 'quick_reply', title: button.text, payload: parameters[0]?.payload };
        case 'PHONE_NUMBER': return { kind: 'call', title: button.text, number: button.phone_number };
        default: return { kind: 'copy', title: button.text ?? 'Copy code', code: values[0] };
    }
}
