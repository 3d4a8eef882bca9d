// The phone of a contact: the conversation with a number of the business, and what the contact writes to it.

import { forOneWorld } from './panel.js';
import { PhonePage } from './phone-page.js';

export const view = { path: 'phone', title: 'Phone', key: 'p', mount };

const choice = { path: 'phone', title: 'Phone', why: 'A contact writes to a number of one world.' };

function mount(root, context) {
    let shown = null;
    let part = null;

    function show(next) {
        const sandbox = next.sandbox ?? next.params[0] ?? null;
        if (part && sandbox && sandbox === shown) {
            part.update(next);
            return;
        }
        part?.unmount();
        root.replaceChildren();
        shown = null;
        part = forOneWorld(root, sandbox, choice, (element, id) => {
            shown = id;
            return mountPage(element, id, next);
        });
    }

    show(context);
    return { update: show, unmount: () => part.unmount() };
}

/** The page of a world; an address that names another world names no contact of this one. */
function mountPage(root, sandbox, context) {
    const page = new PhonePage(root, sandbox, context.readOnly);
    const update = ({ params, query }) => page.route(params[0] === sandbox ? params.slice(1) : [], query);
    update(context);
    return { update, unmount: () => page.close() };
}
