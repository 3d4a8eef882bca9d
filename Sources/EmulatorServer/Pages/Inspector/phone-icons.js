// Small drawings. They repeat what a text or a label says, so that screen readers skip them.

import { h } from './dom.js';

const drawings = {
    back: ['M15 5l-7 7 7 7'],
    plus: ['M12 5v14M5 12h14'],
    send: ['M4 12h15M13 6l6 6-6 6'],
    close: ['M6 6l12 12M18 6L6 18'],
    more: ['M5 12h.01M12 12h.01M19 12h.01'],
    info: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 11v5M12 8h.01'],
    reply: ['M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6'],
    list: ['M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01'],
    url: ['M14 4h6v6M20 4l-9 9M18 14v6H4V6h6'],
    call: ['M5 4h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4a1 1 0 0 1-1 1A16 16 0 0 1 4 5a1 1 0 0 1 1-1'],
    copy: ['M9 9h11v11H9zM5 15H4V4h11v1'],
    image: ['M4 5h16v14H4z', 'M4 16l5-5 5 5 2-2 4 4'],
    video: ['M4 6h11v12H4z', 'M15 11l5-3v8l-5-3'],
    audio: ['M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4'],
    document: ['M6 3h8l4 4v14H6z', 'M9 12h6M9 16h6'],
    sticker: ['M4 4h16v10l-6 6H4z', 'M20 14h-6v6'],
    location: ['M12 21c4-5 7-8 7-11a7 7 0 1 0-14 0c0 3 3 6 7 11z', 'M12 12a2 2 0 1 0 0-4a2 2 0 1 0 0 4'],
    contacts: ['M12 12a4 4 0 1 0 0-8a4 4 0 1 0 0 8', 'M4 21c1-4 4-6 8-6s7 2 8 6'],
    unsupported: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M6 6l12 12'],
    pending: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 7v5l3 2'],
    queued: ['M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18', 'M12 7v5l3 2'],
    sent: ['M5 13l4 4 9-10'],
    delivered: ['M2 13l4 4 9-10M11 16l1 1 9-10'],
    read: ['M2 13l4 4 9-10M11 16l1 1 9-10'],
    failed: ['M12 4L2 20h20z', 'M12 10v4M12 17h.01'],
};

/** The drawing with that name, in the size of the text. */
export function icon(name) {
    return h('svg.phone-icon', { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
        drawings[name].map(path => h('path', { d: path })));
}
