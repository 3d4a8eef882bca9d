// The reasons for which a message can fail, with Meta's codes, as simulateMessageStatus names them.

export const failures = [
    { name: 'outside_24h_window', code: 131047, isEarly: true, text: 'The contact last wrote more than 24 hours ago' },
    { name: 'template_not_found', code: 132001, isEarly: true, text: 'No approved template of this name and language' },
    { name: 'template_param_count_mismatch', code: 132000, isEarly: true, text: 'The template has another number of variables' },
    { name: 'template_param_format_mismatch', code: 132001, isEarly: true, text: 'A value does not fit the template' },
    { name: 'template_paused', code: 132015, isEarly: true, text: 'The template is paused' },
    { name: 'template_disabled', code: 132016, isEarly: true, text: 'The template is disabled' },
    { name: 'invalid_parameter_value', code: 131009, isEarly: true, text: 'A value of the message is not valid' },
    { name: 'recipient_not_on_whatsapp', code: 1006, isEarly: false, text: 'The contact is not on WhatsApp' },
    { name: 'recipient_blocked', code: 1013, isEarly: false, text: 'The contact cannot be written to' },
    { name: 'media_download_failed', code: 131053, isEarly: false, text: 'The file could not be downloaded' },
    { name: 'account_rate_limited', code: 80007, isEarly: false, text: 'The number sends too much' },
    { name: 'app_rate_limited', code: 4, isEarly: false, text: 'The app sends too much' },
    { name: 'template_policy_violation', code: 132007, isEarly: false, text: 'The template breaks a policy' },
    { name: 'marketing_blocked_by_user', code: 131050, isEarly: false, text: 'The contact has stopped marketing messages' },
];

// The state has this name for one reason that the API reports as template_param_format_mismatch.
const component = { name: 'template_param_format_mismatch', code: 132012, text: 'A header, a button or a text does not fit the template' };

/** The reason with that name in the state. */
export function failureOf(name) {
    if (name === 'template_component_format_mismatch') return component;
    return failures.find(failure => failure.name === name) ?? { name, code: null, text: '' };
}
