// The phone of a contact: the conversation with a number of the business, and what the contact writes to it.

import { h, replace } from './dom.js';
import { PhonePage } from './phone-page.js';
import { link } from './router.js';
import { onChange, worlds } from './store.js';
import { count } from './text.js';

export const view = { path: 'phone', title: 'Phone', key: 'p', mount };

function mount(root, context) {
    let page = null;
    const open = ({ params, query, readOnly, sandbox: chosen }) => {
        const sandbox = chosen ?? params[0] ?? (worlds().length === 1 ? worlds()[0].id : null);
        if (page?.sandbox !== sandbox) {
            page?.close();
            page = sandbox ? new PhonePage(root, sandbox, readOnly) : null;
        }
        if (page) page.route(sandbox === params[0] ? params.slice(1) : [], query);
        else replace(root, worldList());
    };
    let last = context;
    const off = onChange('worlds', () => { if (!page) open(last); });
    open(context);
    return {
        update: next => { last = next; open(next); },
        unmount: () => { off(); page?.close(); },
    };
}

function worldList() {
    return h('div.phone-worlds',
        h('h1', 'Phone'),
        worlds().length ? h('p', 'Choose the world whose contacts you want to see.') : h('p.empty', 'There is no world yet.'),
        h('ul', worlds().map(world => h('li',
            link(`#/phone/${world.id}`, `Key …${world.key_last4} · ${world.scenario}`),
            h('span.quiet', ` ${count(world.messages, 'message')}`)))));
}
