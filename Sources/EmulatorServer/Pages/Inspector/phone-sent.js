// Finds what outbound messages looked like when they were sent: the state keeps neither the buttons of an interactive
// message nor the values of a template's header and buttons, but the journal has the requests.

import { get } from './api.js';

/** How far the time of a request and that of its message may be apart: a fault rule can delay the request. */
const largestGap = 60000;

/** The contents of sent messages of a world by the id of the message, fetched when they are first wanted. */
export class SentContents {
    #sandbox;
    #contents = new Map();
    #rows = [];
    #lastSeq = 0;
    #tried = new Set();

    constructor(sandbox) {
        this.#sandbox = sandbox;
    }

    /** The object under the name of the type in the body of sendMessage; undefined if it is not known. */
    of(message) {
        return this.#contents.get(message.id);
    }

    /** Looks for the contents of these messages; true if one of them was found. */
    async find(messages) {
        const wanted = messages.filter(message => isIncomplete(message) && !this.#tried.has(message.id));
        if (!wanted.length) return false;
        for (const message of wanted) this.#tried.add(message.id);
        await this.#readRows();
        let isFound = false;
        for (const message of wanted) {
            if (!this.#contents.has(message.id)) await this.#search(message);
            isFound ||= this.#contents.has(message.id);
        }
        return isFound;
    }

    /** Forgets everything, as after a reset. */
    clear() {
        this.#contents.clear();
        this.#rows = [];
        this.#lastSeq = 0;
        this.#tried.clear();
    }

    /** Fetches the rows of the journal that came since the last time. */
    async #readRows() {
        const query = { sandbox: this.#sandbox, operation: 'sendMessage', status: '2xx', limit: 1000 };
        while (true) {
            const { data } = await get('/__admin/requests', { ...query, since_seq: this.#lastSeq });
            this.#rows.push(...data);
            this.#lastSeq = data.at(-1)?.seq ?? this.#lastSeq;
            if (data.length < query.limit) return;
        }
    }

    /** Opens the requests around the time of a message, nearest first, until one of them is the request of the message. */
    async #search(message) {
        const time = Date.parse(message.created_at);
        const gap = row => Math.abs(Date.parse(row.at) - time);
        const near = this.#rows
            .filter(row => row.path.includes(message.account_id) && gap(row) <= largestGap)
            .sort((left, right) => gap(left) - gap(right));
        for (const row of near) {
            this.#rows.splice(this.#rows.indexOf(row), 1);
            const { request, response } = await get(`/__admin/requests/${row.seq}`, { sandbox: this.#sandbox });
            const id = response?.body?.data?.id;
            if (id && request.body?.type) this.#contents.set(id, request.body[request.body.type]);
            if (id === message.id) return;
        }
    }
}

function isIncomplete({ direction, content }) {
    return direction === 'outbound' && (content.kind === 'interactive' || content.kind === 'template');
}
