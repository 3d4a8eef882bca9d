// Runs the actions of the dashboard's pages. The server writes the pages, so that they can be read without this script.
//
// A form or a button says with data attributes which call it sends:
//   data-method, data-path  the call; {name} in the path stands for the value of the field of that name
//   data-body               the body of a button's call
//   data-confirm, data-text the question before a button's call, and what it means
//   data-done               what the reloaded page says after a success
//   data-then               what happens instead: `customer` opens the new customer, `link` shows the address of the link
//   data-only-changes       sends only the fields whose values differ from those that the server wrote
// and a field how its value becomes JSON:
//   data-type               `json` or `integer`; a string without it
//   data-empty              the JSON for an empty field, which is left out otherwise
//   data-in-path            the value belongs to the path alone

const doneKey = "kirimdev-mock.done";

function element(id) {
    return document.getElementById(id);
}

// MARK: - Calls

// Never throws; status 0 means that there was no response.
async function send(method, path, body) {
    try {
        const headers = body === undefined ? {} : { "Content-Type": "application/json" };
        const response = await fetch(path, { method, headers, body });
        const answer = await response.json().catch(() => null);
        return { ok: response.ok && answer !== null, status: response.status, answer: answer ?? {} };
    } catch {
        return { ok: false, status: 0, answer: {} };
    }
}

// The field that an error of a call is about, if any, and its text.
function problem({ status, answer }) {
    if (status === 0) {
        return { text: "The server sent no response. Check that it runs, then try again." };
    }
    const field = answer.error?.param?.split(".")[0];
    const text = answer.error?.message ?? answer.detail;
    return { field, text: text ?? `The response makes no sense here (status ${status}).` };
}

// Loads the page again, which then says what was done.
function reload(done) {
    if (done) {
        sessionStorage.setItem(doneKey, done);
    }
    location.reload();
}

function say(text, isError = false) {
    const status = element("status");
    status.textContent = text;
    status.classList.toggle("alarm", isError);
}

// MARK: - Forms

// The JSON of a field, or undefined to leave it out; throws a SyntaxError for a field that must be JSON and is not.
function json(control) {
    const text = control.value;
    if (text.trim() === "") {
        return control.dataset.empty ?? (control.required ? '""' : undefined);
    }
    switch (control.dataset.type) {
    case "json":
        JSON.parse(text);
        return text;
    case "integer":
        return /^-?\d+$/.test(text.trim()) ? text.trim() : JSON.stringify(text);
    default:
        return JSON.stringify(text);
    }
}

function isChanged(control) {
    return control.value !== control.defaultValue;
}

function controls(form) {
    return [...form.elements].filter((control) => control.name);
}

// The path and the body of the call of a form; marks fields that cannot be sent, and returns null then.
function callOf(form) {
    let path = form.dataset.path;
    const members = [];
    for (const control of controls(form)) {
        if ("inPath" in control.dataset) {
            path = path.replace(`{${control.name}}`, encodeURIComponent(control.value));
        } else if (!("onlyChanges" in form.dataset) || isChanged(control)) {
            try {
                const value = json(control);
                if (value !== undefined) {
                    members.push(`${JSON.stringify(control.name)}:${value}`);
                }
            } catch (error) {
                showError(form, control.name, `This is not JSON: ${error.message}`);
                return null;
            }
        }
    }
    return { path, body: `{${members.join(",")}}`, isEmpty: members.length === 0 };
}

function clearErrors(form) {
    for (const text of form.querySelectorAll(".error")) {
        text.textContent = "";
    }
    for (const control of controls(form)) {
        control.removeAttribute("aria-invalid");
    }
}

// Shows an error at the field of that name, or for the whole form.
function showError(form, field, text) {
    const control = controls(form).find((control) => control.name === field && control.type !== "hidden");
    if (control) {
        element(`error-${field}`).textContent = text;
        control.setAttribute("aria-invalid", "true");
        control.focus();
    } else {
        form.querySelector(".error[role]").textContent = text;
    }
}

async function submit(form) {
    clearErrors(form);
    const call = callOf(form);
    if (!call) {
        return;
    }
    if (call.isEmpty && "onlyChanges" in form.dataset) {
        form.closest("dialog").close();
        return;
    }
    const isLast = form.dataset.then !== "link";
    const result = await whileBusy(form, () => send(form.dataset.method, call.path, call.body), isLast);
    if (!result.ok) {
        const { field, text } = problem(result);
        showError(form, field, text);
    } else {
        finish(form, result.answer.data ?? {});
    }
}

function finish(form, data) {
    switch (form.dataset.then) {
    case "customer": {
        const sandbox = new URL(form.dataset.path, location.href).search;
        sessionStorage.setItem(doneKey, "The customer was created.");
        location.assign(`/customers/${encodeURIComponent(data.id)}${sandbox}`);
        break;
    }
    case "link":
        form.closest("dialog").close();
        element("setup-url").value = data.setup_url ?? "";
        element("open-link").href = webAddress(data.setup_url);
        element("created-link").showModal();
        element("setup-url").select();
        break;
    default:
        reload(form.dataset.done);
    }
}

// Returns only http and https URLs, because a `javascript:` URL would run in this page.
function webAddress(text) {
    return /^https?:/i.test(text ?? "") ? text : "#";
}

// Keeps a form or button from sending twice; after a success it stays so if another page follows.
async function whileBusy(owner, work, isLast) {
    const buttons = owner.matches("button") ? [owner] : [...owner.querySelectorAll("button:not([type])")];
    for (const button of buttons) {
        button.disabled = true;
    }
    const result = await work();
    for (const button of buttons) {
        button.disabled = result.ok && isLast;
    }
    return result;
}

// MARK: - Buttons

// The button whose question is open.
let asking = null;

function act(button) {
    say("");
    if (!button.dataset.confirm) {
        run(button, button, (text) => say(text, true));
        return;
    }
    asking = button;
    element("confirm-title").textContent = button.dataset.confirm;
    element("confirm-text").textContent = button.dataset.text;
    element("confirm-button").textContent = button.textContent;
    clearErrors(element("confirm").querySelector("form"));
    element("confirm").showModal();
}

// Sends the call of a button; `owner` has the buttons that cannot be pressed meanwhile.
async function run(button, owner, showProblem) {
    const { method, path, body, done } = button.dataset;
    const result = await whileBusy(owner, () => send(method, path, body), true);
    if (result.ok) {
        reload(done);
    } else {
        showProblem(problem(result).text);
    }
}

// Copies the value of a field; without access to the clipboard, the text is selected for the user to copy.
async function copy(button) {
    const field = element(button.dataset.copies);
    field.select();
    try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
    } catch {
        button.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
    }
}

document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
        return;
    }
    const { opens, closes, method, copies, reloads } = button.dataset;
    if (opens !== undefined) {
        const dialog = element(opens);
        dialog.querySelector("form").reset();
        clearErrors(dialog.querySelector("form"));
        dialog.showModal();
    } else if (closes !== undefined) {
        button.closest("dialog").close();
    } else if (copies !== undefined) {
        copy(button);
    } else if (reloads !== undefined) {
        reload();
    } else if (method !== undefined) {
        act(button);
    }
});

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.method) {
        event.preventDefault();
        submit(form);
    } else if (form.closest("#confirm")) {
        event.preventDefault();
        clearErrors(form);
        run(asking, form, (text) => showError(form, null, text));
    }
});

// The page shows the link in its list only after it is loaded again, also after Esc.
element("created-link")?.addEventListener("close", () => reload());

for (const hidden of document.querySelectorAll("button[hidden], [data-actions][hidden]")) {
    hidden.hidden = false;
}

const done = sessionStorage.getItem(doneKey);
if (done) {
    sessionStorage.removeItem(doneKey);
    say(done);
}
