// Reads the export of a world for the state browser. It uses no browser, so that Node can test it.

const titles = {
    customers: 'Customers', setup_links: 'Setup links', accounts: 'Accounts', contacts: 'Contacts',
    conversations: 'Conversations', messages: 'Messages', templates: 'Templates', labels: 'Labels',
    webhook_subscriptions: 'Webhook subscriptions', deliveries: 'Deliveries', outbox: 'Events',
    organization: 'Organization', clock: 'Clock', policy: 'Webhook policy', timers: 'Timers',
};
const order = Object.keys(titles);

/**
 * The parts of an export: collections with `objects`, which have {id, title, status, text, value}, and parts with a
 * `value` alone.
 */
export function collectionsOf(state) {
    const names = Object.keys(state).filter(name => name !== 'version').sort((left, right) => rank(left) - rank(right));
    return names.map(name => {
        const title = titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
        const rows = name === 'outbox' ? state.outbox.events : state[name];
        // A number in a collection stands for removed objects.
        const values = Array.isArray(rows) ? rows.filter(row => typeof row === 'object') : [];
        const isCollection = Array.isArray(rows) && order.indexOf(name) >= 0;
        return isCollection ? { name, title, objects: values.map(summary) } : { name, title, value: state[name] };
    });
}

function rank(name) {
    const place = order.indexOf(name);
    return place < 0 ? order.length : place;
}

function summary(value, index) {
    const id = value.id ?? value.phone_number_id ?? String(index);
    const content = value.content?.text ?? value.content?.kind;
    const event = value.event?.type ?? (typeof value.kind === 'object' ? Object.keys(value.kind)[0] : null);
    const title = value.name ?? content ?? event ?? value.url ?? value.username ?? value.phone_number ?? value.user_id ?? null;
    const status = value.status ?? linkStatus(value);
    return { id, title: title === null ? '' : String(title), status, text: JSON.stringify(value).toLowerCase(), value };
}

/** The status of a setup link as far as the export says it; it expires by the clock. */
function linkStatus(value) {
    if (value.is_revoked === undefined) return null;
    if (value.consumed_at) return 'consumed';
    return value.is_revoked ? 'revoked' : null;
}

/** The object of a collection with that id; undefined if there is none. */
export function objectOf(collection, id) {
    collection.index ??= new Map(collection.objects.map(object => [object.id, object]));
    return collection.index.get(id);
}

const secretNames = /(^|_)(token|secret|secrets|key|keys|nonce|nonces|seal|generator|cursors)$/;

/** A copy of a value without the secrets in it, which keep their last four characters. */
export function masked(value, isSecret = false) {
    if (Array.isArray(value)) return value.map(item => masked(item, isSecret));
    if (value !== null && typeof value === 'object') {
        const members = Object.entries(value).map(([key, item]) => [key, masked(item, isSecretMember(key, isSecret))]);
        return Object.fromEntries(members);
    }
    return isSecret && typeof value === 'string' ? `••••${value.slice(-4)}` : value;
}

/** In a secret of a webhook subscription, only `text` is one. */
function isSecretMember(key, isInside) {
    if (secretNames.test(key)) return true;
    return isInside && !/^(id|label|status|mode)$|_at$/.test(key);
}
