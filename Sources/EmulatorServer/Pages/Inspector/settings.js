// The settings of the organization; each change is sent at once.

import { button, field, h, replace, toast } from './dom.js';
import { get, report, send } from './api.js';
import { choiceInput, failure, numberInput, refreshOn, section, targetText, textInput } from './panel.js';
import { groups } from './setting-groups.js';

/** A section with all settings of one world, or of all worlds if `sandbox` is null. */
export function settingsPanel({ sandbox, readOnly }) {
    const body = h('div');
    let isMounted = true;

    async function load() {
        // A field that somebody is about to change is not replaced.
        if (body.contains(document.activeElement) && /INPUT|SELECT/.test(document.activeElement.tagName)) return;
        try {
            const organization = await get('/__admin/organization', { sandbox });
            if (isMounted) show(organization);
        } catch (error) {
            replace(body, failure(error));
        }
    }

    function show(organization) {
        const open = new Set([...body.querySelectorAll('details[open]')].map(item => item.dataset.group));
        replace(body, groups.map((group, index) => h('details.setting-group',
            { open: index === 0 || open.has(group.title), data: { group: group.title } },
            h('summary', group.title, h('span.quiet', group.summary(organization))),
            h('div.setting-fields', group.settings.map(setting => settingField(setting, organization))))));
    }

    function settingField(setting, organization) {
        const value = setting.path.reduce((object, name) => object?.[name], organization);
        const control = controlOf(setting, value);
        control.disabled = readOnly;
        const element = field(setting.label, control, setting.help);
        const note = h('p.error', { role: 'alert' });
        element.append(note);
        control.addEventListener('change', () => change(setting, control, note));
        return element;
    }

    async function change(setting, control, note) {
        note.textContent = '';
        const value = valueOf(setting, control);
        const patch = setting.path.reduceRight((inner, name) => ({ [name]: inner }), value);
        try {
            const organization = await send('PATCH', '/__admin/organization', { query: { sandbox }, body: patch });
            control.removeAttribute('aria-invalid');
            toast(`${setting.label} is changed in ${targetText(sandbox)}.`);
            // The order of focus must not be lost, so only the summaries change at once.
            for (const item of body.querySelectorAll('details')) {
                const group = groups.find(({ title }) => title === item.dataset.group);
                item.querySelector('summary > .quiet').textContent = group.summary(organization);
            }
        } catch (error) {
            control.setAttribute('aria-invalid', 'true');
            if (!error.errors?.length) return report(error);
            note.textContent = error.errors.map(({ message, hint }) => (hint ? `${message}; did you mean ${hint}?` : message)).join(' ');
        }
    }

    load();
    const off = refreshOn(['state', 'clock'], load, 1000);
    return {
        element: section('Settings', { actions: [button('Read again', load, { kind: 'quiet' })] }, body),
        unmount() {
            isMounted = false;
            off();
        },
    };
}

function controlOf({ kind, options, placeholder }, value) {
    switch (kind) {
        case 'choice':
            return choiceInput(options.map(option => [JSON.stringify(option), String(option)]), JSON.stringify(value));
        case 'progression':
            return choiceInput(
                ['immediate', 'manual', 'timed'].map(option => [option, option]),
                typeof value === 'string' ? value : 'timed');
        case 'switch':
            return h('input.switch', { type: 'checkbox', role: 'switch', checked: value });
        case 'number':
            return numberInput(placeholder, { value: value ?? '' });
        default:
            return textInput(placeholder, { value: value ?? '' });
    }
}

function valueOf({ kind }, control) {
    switch (kind) {
        case 'choice': return JSON.parse(control.value);
        case 'progression': return control.value === 'timed' ? { sent: '100ms', delivered: '300ms' } : control.value;
        case 'switch': return control.checked;
        case 'number': return control.value === '' ? null : Number(control.value);
        default: return control.value.trim();
    }
}
