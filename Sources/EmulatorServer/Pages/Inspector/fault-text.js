// The sentences that describe fault rules and holds.

/** What a matcher of requests or deliveries selects. `subject` is the noun for `any`. */
export function matcherText(on, subject = 'request') {
    const parts = [];
    if (on.operation) parts.push(on.operation);
    if (on.tag) parts.push(`operations with the tag ${on.tag}`);
    if (on.tool) parts.push(`the tool ${on.tool}`);
    if (on.rpc) parts.push(`the message ${on.rpc}`);
    if (on.method || on.path) parts.push([on.method, on.path].filter(Boolean).join(' '));
    if (on.event && on.event !== '*') parts.push(`deliveries of ${on.event}`);
    if (on.url) parts.push(`deliveries to ${on.url}`);
    if (on.subscription_id) parts.push(`the subscription ${on.subscription_id}`);
    if (on.attempt) parts.push(`attempt ${on.attempt}`);
    for (const [pointer, value] of Object.entries(on.where ?? {})) {
        parts.push(`${pointer} = ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    }
    return parts.join(', ') || `every ${on.event ? 'delivery' : subject}`;
}

/** Whether a rule is about deliveries. */
export function isOfDeliveries(rule) {
    return rule.phase === null;
}

/** What a rule does. */
export function actionText(then) {
    const action = mainAction(then);
    const delay = then.delay && `waits ${delayText(then.delay)}`;
    const text = [delay, action].filter(Boolean).join(', then ');
    return text.charAt(0).toUpperCase() + text.slice(1);
}

function delayText(delay) {
    return typeof delay === 'string' ? delay : `${delay.uniform[0]} to ${delay.uniform[1]}`;
}

const connections = { reset: 'resets the connection', close: 'closes the connection', hang: 'never answers' };
const signatures = {
    wrong: 'signs with another key', missing: 'sends no signature', stale: 'signs with an old time',
    uppercase: 'signs with uppercase digits',
};

function mainAction(then) {
    if (then.error) return `answers ${then.error}${then.retry_after == null ? '' : `, retry after ${then.retry_after} s`}`;
    if (then.respond) return `answers with the status ${then.respond.status}`;
    if (then.connection) return connections[then.connection];
    if (then.truncate) return `cuts the ${then.truncate.in ?? 'body'}${then.truncate.after == null ? '' : ` after ${then.truncate.after} bytes`}`;
    if (then.drip) return `sends ${then.drip.chunk} bytes every ${then.drip.every}`;
    if (then.malformed) return 'sends JSON that cannot be parsed';
    if (then.answer) return 'answers after the webhooks';
    if (then.drop) return 'never sends the delivery';
    if (then.duplicate) return `sends ${then.duplicate.n ?? 1} more ${then.duplicate.n > 1 ? 'copies' : 'copy'}`;
    if (then.reorder) return `sends ${then.reorder.window} deliveries in reverse order`;
    if (then.signature) return signatures[then.signature];
    if (then.unknown_event) return 'sends an unknown event type';
    return '';
}

/** How often a rule fires, as short parts. */
export function limitTexts(rule) {
    const parts = [];
    if (rule.times !== null) parts.push(rule.times === 1 ? 'once' : `${rule.times} times`);
    if (rule.skip) parts.push(`after ${rule.skip} ${rule.skip === 1 ? 'match' : 'matches'}`);
    if (rule.every > 1) parts.push(`every ${rule.every} matches`);
    if (rule.probability < 1) parts.push(`with probability ${rule.probability}`);
    if (rule.phase === 'after_commit') parts.push('after the change is made');
    return parts;
}
