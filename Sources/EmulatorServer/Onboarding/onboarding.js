// Looks up the setup link, simulates Meta's dialog and reports its outcome.
// All values from the server are inserted as text, never as markup.

const token = location.pathname.split("/").filter(Boolean).pop();
const page = document.querySelector("main");
const dialog = element("signup");

// The response of resolveOnboarding: the nonce, and the default values of the account.
let signup = { nonce: "", offered: {} };

// The time before a redirect, in milliseconds, so that the user can read one line.
const readingPause = 800;

const unusableLinks = {
    resource_not_found: ["This link is not valid", "Perhaps a part of it is missing: check that you opened all of it."],
    link_consumed: ["This link has been used", "A number was connected with it, and a link works only once."],
    link_expired: ["This link has expired", "Links like this one work for a limited time, and that time is over."],
    link_revoked: ["This link was withdrawn", "It was called back before it was used, so it no longer works."],
};

const reasons = {
    signup_cancelled: "The dialog was closed before the signup was finished.",
    token_exchange_failed: "Meta did not confirm your sign-in.",
    token_info_failed: "The access that you gave could not be checked with Meta.",
    no_waba_found: "No WhatsApp business account was shared. Pick one in the dialog.",
    phone_lookup_failed: "No phone number could be read from the business account.",
    account_limit_reached: "There is no room for another number at the moment.",
    coexistence_mismatch: "This number is tied to the WhatsApp Business app on a phone in a way that does not fit.",
    already_onboarded: "This number is connected already.",
    link_expired: "The link has expired in the meantime.",
};

function element(id) {
    return document.getElementById(id);
}

function setText(id, text) {
    element(id).textContent = text;
}

// MARK: - Calls

// Never throws; status 0 means that there was no response.
async function call(name, fields) {
    try {
        const response = await fetch(`/api/public/onboarding/${name}${location.search}`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ token, ...fields }),
        });
        return {
            status: response.status,
            retryAfter: Number(response.headers.get("Retry-After")),
            mockError: response.headers.get("X-Mock-Error"),
            body: (await response.json().catch(() => null)) ?? {},
        };
    } catch {
        return { status: 0, body: {} };
    }
}

async function lookUp() {
    show("loading", { status: "Looking up your link…" });
    const answer = await call("resolve", {});
    if (answer.status === 200 && answer.body.data) {
        showLanding(answer.body.data);
    } else {
        showError(answer);
    }
}

async function report(fields, account) {
    show("connecting", { status: "Connecting your number…" });
    const answer = await call("callback", { nonce: signup.nonce, ...fields });
    const { data, error, redirect_url: redirect } = answer.body;
    if (answer.status === 200 && data) {
        showSuccess(data, account);
    } else if (error && (answer.status === 422 || webAddress(redirect))) {
        showFailure(error, webAddress(redirect));
    } else {
        showError(answer);
    }
}

// MARK: - Views

function show(state, { status = "", retry = false, redirect = null, requestID = null } = {}) {
    for (const section of document.querySelectorAll("[data-view]")) {
        section.hidden = section.dataset.view !== state;
    }
    element("retry").hidden = !retry;
    element("request").hidden = !requestID;
    setText("request-id", requestID ?? "");
    element("onward").hidden = !redirect;
    if (redirect) {
        setText("onward-text", `Taking you back to ${redirect.host}…`);
        element("redirect").href = redirect.href;
        setTimeout(() => location.assign(redirect.href), readingPause);
    }
    setText("status", status);
    page.dataset.state = state;
    page.ariaBusy = String(state === "loading" || state === "connecting");

    const heading = document.querySelector("[data-view]:not([hidden]) h1");
    document.title = heading.textContent;
    heading.focus();
}

function showLanding({ organization, customer, nonce, expires_at: expires, mock }) {
    signup = { nonce, offered: mock ?? {} };
    setText("organization", organization.name);
    setText("customer", customer.name);
    setText("organization-tile", initial(organization.name));
    setText("customer-tile", initial(customer.name));
    element("expires").dateTime = expires;
    setText("expires", readable(new Date(expires)));
    show("landing");
}

function showSuccess(data, account) {
    const redirect = webAddress(data.redirect_url);
    setText("success-text", redirect ? "" : "Everything is set up. You can close this page.");
    setText("account-number", account.phone_number ?? "");
    setText("account-name", account.name ?? "");
    setText("account-id", data.account_id);
    show("success", { redirect, status: redirect ? "Connected. Taking you back…" : "" });
}

function showFailure(error, redirect) {
    setText("failure-text", reasons[error.code] ?? "The signup could not be finished.");
    setText("reason", error.code);
    setText("message", error.message);
    show("failure", { redirect, retry: !redirect, requestID: error.request_id });
}

function showError({ status, body, retryAfter, mockError }) {
    const { code = "", message, request_id: requestID } = body.error ?? {};
    const problem = (code, title, text) => showNotice("problem", code, title, text, { requestID, retry: true });
    if (mockError && body.detail) {
        problem(mockError, "The emulator needs your help", body.detail);
    } else if (status === 0) {
        problem("network", "The server cannot be reached", "Check your connection, then try again.");
    } else if (unusableLinks[code]) {
        const [title, text] = unusableLinks[code];
        showNotice("unusable", code, title, `${text} Ask whoever sent it to you for a new one.`, { requestID });
    } else if (status === 429) {
        const wait = retryAfter === 1 ? "1 second" : `${retryAfter || "a few"} seconds`;
        problem(code, "Too many attempts", `This link was opened very often just now. Wait ${wait}, then try again.`);
    } else if (code === "invalid_nonce") {
        const rule = "A signup has to be finished within ten minutes, and only once.";
        problem(code, "That took too long", `${rule} Nothing was connected; you can start again.`);
    } else {
        problem(code, "Something went wrong", message ?? `The server's answer makes no sense here (${status}).`);
    }
}

function showNotice(view, code, title, text, options) {
    document.querySelector(`[data-view="${view}"]`).dataset.code = code;
    setText(`${view}-title`, title);
    setText(`${view}-text`, text);
    show(view, options);
}

// MARK: - The simulated dialog

// The members of the code about the account, each with the id of its input.
const inputs = [["phone_number", "phone-number"], ["phone_number_id", "phone-number-id"], ["name", "name"]];

function openDialog() {
    for (const [field, id] of inputs) {
        element(id).value = signup.offered[field] ?? "";
    }
    element("outcome").value = "success";
    element("more").open = false;
    markPhoneNumberID(true);
    dialog.returnValue = "";
    dialog.showModal();
}

function finish(event) {
    event.preventDefault();
    const valid = element("phone-number-id").validity.valid;
    markPhoneNumberID(valid);
    if (valid) {
        dialog.close("finished");
    }
}

// Shows the error itself, because the browser cannot show its message at a field inside closed details.
function markPhoneNumberID(valid) {
    const field = element("phone-number-id");
    field.ariaInvalid = String(!valid);
    setText("phone-number-id-error", valid ? "" : "A phone number ID has 6 to 20 digits and nothing else.");
    if (!valid) {
        element("more").open = true;
        field.focus();
        element("phone-number-id-error").scrollIntoView({ block: "nearest" });
    }
}

// Runs after Esc, Cancel and Finish.
function dialogClosed() {
    if (dialog.returnValue !== "finished") {
        report({ error: "signup_cancelled" }, {});
        return;
    }
    const account = {};
    for (const [field, id] of inputs) {
        if (element(id).value !== "") {
            account[field] = element(id).value;
        }
    }
    const code = "mock." + base64URL(JSON.stringify({ outcome: element("outcome").value, ...account }));
    report({ code }, { ...signup.offered, ...account });
}

// MARK: - Helpers

function base64URL(text) {
    const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
    return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Returns only http and https URLs, because a `javascript:` URL would run in this page.
function webAddress(text) {
    const url = text && URL.canParse(text) ? new URL(text) : null;
    return url && ["http:", "https:"].includes(url.protocol) ? url : null;
}

function initial(name) {
    return [...name.trim()][0]?.toUpperCase() ?? "";
}

function readable(date) {
    const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
    const time = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
    return new Intl.DateTimeFormat("en", { ...day, ...time }).format(date);
}

element("connect").addEventListener("click", openDialog);
element("retry").addEventListener("click", lookUp);
element("cancel").addEventListener("click", () => dialog.close());
element("signup-form").addEventListener("submit", finish);
dialog.addEventListener("close", dialogClosed);

// After the browser's Back button, the page must not use a nonce that was used before.
window.addEventListener("pageshow", (event) => event.persisted && lookUp());

lookUp();
