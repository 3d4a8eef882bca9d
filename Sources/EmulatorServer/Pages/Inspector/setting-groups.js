// The settings of an organization in groups, in the order of the page.

const choice = (path, label, options, help) => ({ kind: 'choice', path: path.split('.'), label, options, help });
const toggle = (path, label, help) => ({ kind: 'switch', path: path.split('.'), label, help });
const number = (path, label, placeholder, help) => ({ kind: 'number', path: path.split('.'), label, placeholder, help });
const text = (path, label, placeholder, help) => ({ kind: 'text', path: path.split('.'), label, placeholder, help });

const planNumber = 'the number of the plan';
const outcomes = [
    'success', 'signup_cancelled', 'token_exchange_failed', 'token_info_failed', 'no_waba_found', 'phone_lookup_failed',
    'account_limit_reached', 'coexistence_mismatch', 'already_onboarded',
];

/** The groups: a title, a summary of an organization, and settings with the path of their value. */
export const groups = [
    {
        title: 'Plan',
        summary: ({ name, plan, subscription }) => `${name}: ${plan}, ${subscription}`,
        settings: [
            text('name', 'Name'),
            choice('plan', 'Plan', ['starter', 'pro', 'business', 'enterprise']),
            choice('subscription', 'Subscription', ['active', 'inactive'], 'Without an active one, writes get 402.'),
            number('limits.connected_accounts', 'Connected accounts', planNumber),
            number('limits.messages_per_month', 'Messages per month', planNumber),
        ],
    },
    {
        title: 'Rate limits',
        summary: ({ rate_limits: limits }) => (limits.enforce ? 'enforced' : 'not enforced'),
        settings: [
            toggle('rate_limits.enforce', 'Enforce', 'Requests above the limits get 429. A limit turns this on.'),
            number('rate_limits.write_per_minute', 'Writes per minute', planNumber),
            number('rate_limits.read_per_minute', 'Reads per minute', planNumber),
        ],
    },
    {
        title: 'Onboarding',
        summary: ({ onboarding }) => `${onboarding.mode}, ${onboarding.outcome}`,
        settings: [
            choice('onboarding.mode', 'Who completes setup links', ['page', 'automatic', 'polls'], 'The tenant on the page, a timer, or a number of reads of the customer.'),
            text('onboarding.after', 'Automatic after', '2s'),
            number('onboarding.polls', 'Polls'),
            choice('onboarding.outcome', 'Outcome', outcomes),
        ],
    },
    {
        title: 'Messages and templates',
        summary: ({ messages, template_review: review }) => `statuses ${typeof messages.progression === 'string' ? messages.progression : 'timed'}, templates ${review.mode}`,
        settings: [
            { kind: 'progression', path: ['messages', 'progression'], label: 'Statuses', help: 'At once, only when a test reports them, or after a time.' },
            text('messages.progression.sent', 'Sent after', '100ms'),
            text('messages.progression.delivered', 'Delivered after', '300ms'),
            toggle('messages.magic_recipients', 'Magic recipients', 'Special numbers, such as +628000000404, get special results.'),
            choice('template_review.mode', 'Template review', ['manual', 'automatic']),
            text('template_review.after', 'Review after', '5s'),
            choice('template_review.outcome', 'Review outcome', ['approved', 'rejected']),
            text('idempotency.wait', 'Wait for an Idempotency-Key', '30s', 'How long a request waits for an earlier one with its key.'),
        ],
    },
    {
        title: 'Switches',
        summary: ({ switches }) => `${Object.keys(switches).length} readings of the documentation`,
        settings: [
            choice('switches.send_status_code', 'Status of an accepted send', [200, 202]),
            toggle('switches.send_returns_wamid', 'A send returns the wamid'),
            choice('switches.window_violation', 'Message outside the window', ['async', 'sync'], 'It fails later, or is refused at once.'),
            choice('switches.unknown_template', 'Unknown template', ['async', 'sync'], 'The send fails later, or is refused at once.'),
            choice('switches.template_checks', 'Checks of template sends', ['all', 'body_only']),
            choice('switches.invalid_to_code', 'Code for an invalid recipient', ['invalid_field_value', 'invalid_phone_number']),
            choice('switches.reply_button_type', 'Names of reply buttons', ['strict', 'both']),
            choice('switches.media_response', 'Response to a media request', ['redirect', 'json']),
            choice('switches.idempotency_mismatch', 'Known key with another body', [422, 409]),
            toggle('switches.setup_link_token_field', 'Setup links have a token member'),
            choice('switches.http_webhook_urls', 'http URLs of webhooks', ['local', 'https_only', 'any']),
            choice('switches.auto_disable_after', 'Failures that disable a webhook', [20, 24, 0], '0 means never.'),
            choice('switches.signature_headers', 'Signature headers', ['both', 'plain', '256']),
            toggle('switches.envelope_livemode', 'Events have livemode'),
            choice('switches.meta_identities', 'Persons in Meta bodies', ['current', 'documented', 'phone_only']),
            toggle('switches.passthrough_kirim', 'Meta bodies have kirim'),
            choice('switches.status_event_id', 'Event id of a status', ['wamid', 'unique']),
        ],
    },
];
