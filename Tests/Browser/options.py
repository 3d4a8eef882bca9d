"""Checks of servers with other options: pages without actions, and a control API with a token."""

from playwright.sync_api import expect

from checks import require, require_equal
from client import Platform
from stage import Surroundings, rows
from window import show, window
from world import fill, plain, views

# Presses everything in the page that can be pressed, also in the dialogs that open. A search leads to another page.
PRESS_ALL = """() => {
    for (const round of [1, 2]) {
        for (const control of document.querySelectorAll("button, input[type=checkbox], summary")) {
            if (!control.closest("form[action]")) control.click();
        }
        for (const form of document.querySelectorAll("form:not([action])")) {
            if (form.checkValidity()) form.requestSubmit();
        }
    }
}"""

READING = ("GET", "HEAD")


def read_only_pages_have_no_actions(given: Surroundings) -> None:
    with given.stage() as stage:
        fill(stage.world, plain, stage.receiver)
        sent = []
        stage.window.context.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
        page = stage.window.tab()
        for view in views(stage.world, plain):
            if view.name in ("onboarding", "coverage-page"):
                continue  # the tenant's page keeps its actions, and the other has no script
            show(page, view.url, view.shows)
            if "/__admin/ui" in view.url:
                expect(page.get_by_text("read only", exact=True)).to_be_visible()
            page.evaluate(PRESS_ALL)
            # What the buttons have begun is sent before this.
            page.evaluate("fetch('/livez')")
            changing = [each for each in sent if not each.startswith(READING)]
            require(not changing, f"{view.name} has actions: {changing}")


def read_only_server_refuses_what_a_page_sends(given: Surroundings) -> None:
    with given.stage(may_fail=True) as stage:
        page = stage.open()
        path = f"/__admin/clock/advance?sandbox={stage.world.sandbox}"
        status, code = page.evaluate(
            """async (path) => {
                const answer = await fetch(path, { method: "POST", body: '{"by": "1s"}' });
                return [answer.status, (await answer.json()).code];
            }""",
            path,
        )
        require_equal((status, code), (403, "read_only_ui"), "the answer to a page")
        stage.world.platform.do("POST", path, {"by": "1s"})


def pages_with_actions_send_requests(given: Surroundings) -> None:
    """The read-only check finds actions where there are any."""
    with given.stage(may_fail=True) as stage:
        sent = []
        stage.window.context.on("request", lambda request: sent.append(request.method))
        page = stage.open("holds")
        expect(page.get_by_role("button", name="Hold in this world")).to_be_visible()
        page.evaluate(PRESS_ALL)
        page.evaluate("fetch('/livez')")
        require("POST" in sent, "no button of the holds has sent anything")


def admin_token_is_asked_for(given: Surroundings) -> None:
    with window(given.browser, given.origin, may_fail=True) as opened:
        page = opened.tab("/__admin/ui")
        dialog = page.get_by_role("dialog", name="This emulator requires its admin token")
        dialog.get_by_label("Admin token").fill("secret")
        dialog.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        platform = Platform(given.origin, "kdv_test_token")
        require_equal(platform.call("POST", "/v1/customers", {"name": "Acme"}).status, 201, "the status of a request")
        expect(rows(page, "POST", "/v1/customers")).to_have_count(1)
        page.reload()
        expect(rows(page, "POST", "/v1/customers")).to_have_count(1)


# By the options of the server that they need.
CHECKS = {
    (): [pages_with_actions_send_requests],
    ("--read-only-ui",): [read_only_pages_have_no_actions, read_only_server_refuses_what_a_page_sends],
    ("--admin-token", "secret"): [admin_token_is_asked_for],
}
