"""Walks through the onboarding page in a real browser.

    python3 -m venv venv && venv/bin/pip install --requirement Tests/Browser/requirements.txt
    venv/bin/python Tests/Browser/onboarding.py --base-url http://127.0.0.1:8080

needs Chromium and a running server, or the program (--mock). Each check prints a line; the exit status is 1 if one
failed.
"""

import argparse
import json
import re
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Locator, Page, Route, expect

from checks import CheckFailed, require, require_equal, run
from client import Link, Platform, new_key
from emulator import arguments_of, emulator
from window import DESKTOP, PHONE, SIZES, THEMES, chromium, require_fits, screenshot, window

SMALL_PHONE = (320, 640)

ORGANIZATION = "Your Platform Inc"

FAILURE_REASONS = [
    "token_exchange_failed",
    "token_info_failed",
    "no_waba_found",
    "phone_lookup_failed",
    "account_limit_reached",
    "coexistence_mismatch",
    "already_onboarded",
]


class RedirectTarget(BaseHTTPRequestHandler):
    """The platform's own pages, to which the browser comes back."""

    def do_GET(self) -> None:
        content = b"<!doctype html><html lang='en'><title>Platform</title><link rel='icon' href='data:,'><h1>Back</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def redirect_target() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), RedirectTarget)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# The browser, as the tenant uses it


class Tenant:
    """One tab on the onboarding page."""

    def __init__(self, page: Page, screenshots: Path | None) -> None:
        self.page = page
        self.screenshots = screenshots

    def part(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    def wait_for(self, state: str) -> None:
        expect(self.part("onboarding-page")).to_have_attribute("data-state", state)
        self.check_view(state)

    def check_view(self, state: str) -> None:
        headings = self.page.get_by_role("heading", level=1)
        require_equal(headings.count(), 1, f"the number of h1 in the view {state}")
        require(headings.inner_text().strip() != "", f"the heading of the view {state} is empty")
        require(headings.evaluate("it => it === document.activeElement"), f"the heading of {state} has no focus")
        require_equal(self.page.title(), headings.text_content(), "the title of the document")
        busy = self.part("onboarding-page").get_attribute("aria-busy")
        require_equal(busy, "true" if state in ("loading", "connecting") else "false", f"aria-busy in {state}")

    def open(self, url: str, state: str = "landing") -> None:
        self.page.goto(url)
        self.wait_for(state)

    def open_dialog(self) -> None:
        self.part("onboarding-connect").click()
        expect(self.part("signup-dialog")).to_be_visible()

    def finish(self, outcome: str = "success") -> None:
        self.part("signup-outcome").select_option(outcome)
        self.part("signup-finish").click()

    def wait_for_redirect(self, address: str) -> list[tuple[str, str]]:
        self.page.wait_for_url(lambda url: url.startswith(address))
        return parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True)

    def expect_failure(self, reason: str) -> None:
        self.wait_for("failure")
        expect(self.part("onboarding-reason")).to_have_text(reason)

    def expect_notice(self, state: str, code: str) -> None:
        self.wait_for(state)
        notice = self.part(f"onboarding-{state}")
        expect(notice).to_have_attribute("data-code", code)
        require(len(notice.inner_text()) > 40, f"{code} is hardly explained: {notice.inner_text()!r}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, test_id: str) -> None:
        target = self.part(test_id)
        for _ in range(20):
            self.press("Tab")
            if target.evaluate("it => it === document.activeElement"):
                return
        raise CheckFailed(f"Tab does not reach {test_id}")

    def answer_with(self, call: str, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        """Puts an answer in that is hard to get from a server."""

        def fulfill(route: Route) -> None:
            route.fulfill(status=status, body=body, headers={"Content-Type": "application/json", **(headers or {})})

        self.page.route(f"**/api/public/onboarding/{call}*", fulfill)

    def shoot(self, name: str) -> None:
        screenshot(self.page, self.screenshots, name)


@dataclass
class Surroundings:
    """What every check is given."""

    platform: Platform
    browser: Browser
    screenshots: Path | None
    target: str

    @property
    def success_url(self) -> str:
        return self.target + "/done?ref=1"

    @property
    def failure_url(self) -> str:
        return self.target + "/retry"

    def link_with_redirects(self) -> Link:
        return self.platform.create_link(success=self.success_url, failure=self.failure_url)

    @contextmanager
    def tenant(self, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Iterator[Tenant]:
        # Many checks are about answers above 399.
        with window(self.browser, self.platform.base_url, size, scheme, may_fail=True) as opened:
            yield Tenant(opened.tab(), self.screenshots)


# Checks


def landing_names_both_sides(given: Surroundings) -> None:
    link = given.platform.create_link("Acme Logistics")
    with given.tenant() as tenant:
        tenant.open(link.url)
        expect(tenant.part("onboarding-organization")).to_have_text(ORGANIZATION)
        expect(tenant.part("onboarding-customer")).to_have_text("Acme Logistics")
        moment = tenant.part("onboarding-expires").get_attribute("datetime")
        require(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", moment) is not None, f"datetime is {moment!r}")
        require_equal(tenant.page.locator("html").get_attribute("lang"), "en", "the language")


def names_are_never_markup(given: Surroundings) -> None:
    name = "<img src=x onerror=alert(1)>"
    link = given.platform.create_link(name)
    with given.tenant() as tenant:
        tenant.open(link.url)
        expect(tenant.part("onboarding-customer")).to_have_text(name)
        tenant.open_dialog()
        expect(tenant.part("signup-name")).to_have_value(name)
        tenant.finish()
        tenant.wait_for("success")
        expect(tenant.part("onboarding-account")).to_contain_text(name)
        require_equal(tenant.page.locator("img").count(), 0, "the number of images")


def success_goes_back_to_the_platform(given: Surroundings) -> None:
    link = given.link_with_redirects()
    number_id = "9" + "".join(secrets.choice("0123456789") for _ in range(14))
    with given.tenant() as tenant:
        tenant.open(link.url)
        tenant.open_dialog()
        tenant.part("signup-phone-number").fill("+62 857-2516-5424")
        tenant.part("signup-name").fill("Toko Kopi Ñandú ☕")
        tenant.part("signup-more").click()
        tenant.part("signup-phone-number-id").fill(number_id)
        tenant.finish()
        query = tenant.wait_for_redirect(given.target + "/done")
    wanted = [("ref", "1"), ("customer_id", link.customer_id), ("account_id", number_id), ("status", "success")]
    require_equal(query, wanted, "the query of the redirect")
    customer = given.platform.customer(link)
    require_equal(customer["status"], "active", "the status of the customer")
    accounts = [(it["phone_number_id"], it["phone_number"], it["name"]) for it in customer["whatsapp_accounts"]]
    require_equal(accounts, [(number_id, "+62 857-2516-5424", "Toko Kopi Ñandú ☕")], "the accounts of the customer")


def leaving_is_announced_with_a_link(given: Surroundings) -> None:
    with given.tenant() as tenant:
        # Where the browser goes has nothing to show, so it stays.
        tenant.page.route(f"{given.failure_url}*", lambda route: route.fulfill(status=204))
        tenant.open(given.link_with_redirects().url)
        tenant.open_dialog()
        tenant.finish("no_waba_found")
        tenant.expect_failure("no_waba_found")
        way_out = tenant.part("onboarding-redirect")
        require(way_out.get_attribute("href").startswith(given.failure_url), "the link leads somewhere else")
        expect(tenant.part("onboarding-retry")).to_be_hidden()


def cancel_button_cancels(given: Surroundings) -> None:
    with given.tenant() as tenant:
        cancels(given, tenant, lambda: tenant.part("signup-cancel").click())


def escape_cancels(given: Surroundings) -> None:
    with given.tenant() as tenant:
        cancels(given, tenant, lambda: tenant.press("Escape"))


def cancels(given: Surroundings, tenant: Tenant, leave: Callable[[], None]) -> None:
    link = given.link_with_redirects()
    tenant.open(link.url)
    tenant.open_dialog()
    leave()
    expect_failure_redirect(given, tenant, link, "signup_cancelled")


def expect_failure_redirect(given: Surroundings, tenant: Tenant, link: Link, reason: str) -> None:
    query = tenant.wait_for_redirect(given.failure_url)
    wanted = [("customer_id", link.customer_id), ("status", "failed"), ("reason", reason)]
    require_equal(query, wanted, "the query of the redirect")


def every_reason_goes_back_to_the_platform(given: Surroundings) -> None:
    link = given.link_with_redirects()
    with given.tenant() as tenant:
        for reason in FAILURE_REASONS:
            tenant.open(link.url)
            tenant.open_dialog()
            tenant.finish(reason)
            expect_failure_redirect(given, tenant, link, reason)
    require_equal(given.platform.customer(link)["status"], "pending", "the status of the customer")


def every_reason_can_be_retried(given: Surroundings) -> None:
    link = given.platform.create_link()
    with given.tenant() as tenant:
        tenant.open(link.url)
        for reason in FAILURE_REASONS:
            tenant.open_dialog()
            tenant.finish(reason)
            tenant.expect_failure(reason)
            expect(tenant.part("onboarding-message")).not_to_be_empty()
            tenant.part("onboarding-retry").click()
            tenant.wait_for("landing")
        tenant.open_dialog()
        number_id = tenant.part("signup-phone-number-id").input_value()
        tenant.finish()
        tenant.wait_for("success")
        expect(tenant.part("onboarding-account-id")).to_have_text(number_id)
        expect(tenant.part("onboarding-redirect")).to_be_hidden()
    require_equal(given.platform.customer(link)["status"], "active", "the status of the customer")


def wrong_number_id_is_explained(given: Surroundings) -> None:
    with given.tenant(SMALL_PHONE) as tenant:
        tenant.open(given.platform.create_link().url)
        tenant.open_dialog()
        tenant.part("signup-more").click()
        field = tenant.part("signup-phone-number-id")
        field.fill("12ab")
        tenant.part("signup-more").click()
        tenant.finish()
        expect(tenant.part("signup-dialog")).to_be_visible()
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile("6 to 20 digits"))
        message = tenant.part("signup-phone-number-id-error").bounding_box()
        finish = tenant.part("signup-finish").bounding_box()
        require(message["y"] + message["height"] <= finish["y"], "the buttons cover the message")


def empty_fields_are_left_to_the_server(given: Surroundings) -> None:
    with given.tenant() as tenant:
        tenant.open(given.platform.create_link("Warung Empat").url)
        tenant.open_dialog()
        number = tenant.part("signup-phone-number").input_value()
        for field in ("signup-phone-number", "signup-name"):
            tenant.part(field).fill("")
        tenant.finish()
        tenant.wait_for("success")
        expect(tenant.part("onboarding-account")).to_contain_text(number)
        expect(tenant.part("onboarding-account")).to_contain_text("Warung Empat")


def unusable_links_are_explained(given: Surroundings) -> None:
    used, revoked = given.platform.create_link(), given.platform.create_link()
    with given.tenant() as tenant:
        tenant.open(used.url)
        tenant.open_dialog()
        tenant.finish()
        tenant.wait_for("success")
        tenant.page.reload()
        tenant.expect_notice("unusable", "link_consumed")
        given.platform.revoke(revoked)
        tenant.page.goto(revoked.url)
        tenant.expect_notice("unusable", "link_revoked")
        tenant.page.goto(f"{given.platform.base_url}/onboard/csl_{secrets.token_urlsafe(18)}")
        tenant.expect_notice("unusable", "resource_not_found")
        expect(tenant.page.get_by_role("heading", level=1)).to_have_text("This link is not valid")
        expect(tenant.part("onboarding-retry")).to_be_hidden()


def link_can_be_revoked_meanwhile(given: Surroundings) -> None:
    link = given.platform.create_link()
    with given.tenant() as tenant:
        tenant.open(link.url)
        tenant.open_dialog()
        given.platform.revoke(link)
        tenant.finish()
        tenant.expect_notice("unusable", "link_revoked")


def link_that_expires_meanwhile_goes_back_to_the_platform(given: Surroundings) -> None:
    error = {"code": "link_expired", "message": "This setup link has expired.", "request_id": "req_1"}
    answer = {"error": error, "redirect_url": f"{given.failure_url}?reason=link_expired"}
    with given.tenant() as tenant:
        tenant.answer_with("callback", 409, json.dumps(answer))
        tenant.open(given.platform.create_link().url)
        tenant.open_dialog()
        tenant.finish()
        require_equal(tenant.wait_for_redirect(given.failure_url), [("reason", "link_expired")], "the query")


def spent_nonce_is_explained(given: Surroundings) -> None:
    link = given.platform.create_link()
    with given.tenant() as tenant:
        tenant.page.route("**/api/public/onboarding/callback*", with_unknown_nonce)
        tenant.open(link.url)
        tenant.open_dialog()
        tenant.finish()
        tenant.expect_notice("problem", "invalid_nonce")
        tenant.page.unroute("**/api/public/onboarding/callback*")
        tenant.part("onboarding-retry").click()
        tenant.wait_for("landing")
        tenant.open_dialog()
        tenant.press("Escape")
        tenant.expect_failure("signup_cancelled")


def with_unknown_nonce(route: Route) -> None:
    route.continue_(post_data=json.dumps({**route.request.post_data_json, "nonce": "0" * 32}))


def too_many_calls_are_explained(given: Surroundings) -> None:
    link = given.platform.create_link()
    for _ in range(30):
        given.platform.call("POST", "/api/public/onboarding/resolve", {"token": link.token})
    with given.tenant() as tenant:
        tenant.page.goto(link.url)
        tenant.expect_notice("problem", "rate_limit_exceeded")
        expect(tenant.part("onboarding-problem")).to_contain_text(re.compile(r"Wait \d+ seconds?"))
        expect(tenant.part("onboarding-retry")).to_be_visible()


def lost_connection_can_be_retried(given: Surroundings) -> None:
    with given.tenant() as tenant:
        tenant.page.route("**/api/public/onboarding/resolve*", lambda route: route.abort())
        tenant.page.goto(given.platform.create_link().url)
        tenant.expect_notice("problem", "network")
        tenant.page.unroute("**/api/public/onboarding/resolve*")
        tenant.part("onboarding-retry").click()
        tenant.wait_for("landing")


def other_answers_are_explained(given: Surroundings) -> None:
    link = given.platform.create_link()
    expired = {"error": {"code": "link_expired", "message": "Expired.", "request_id": "req_1"}}
    broken = {"error": {"code": "internal_error", "message": "Only the server knows.", "request_id": "req_2"}}
    ambiguous = {"title": "Conflict", "status": 409, "detail": "Two sandboxes hold this token: say which."}
    with given.tenant() as tenant:
        tenant.answer_with("resolve", 409, json.dumps(expired))
        tenant.page.goto(link.url)
        tenant.expect_notice("unusable", "link_expired")
        tenant.answer_with("resolve", 500, json.dumps(broken))
        tenant.page.goto(link.url)
        tenant.expect_notice("problem", "internal_error")
        expect(tenant.part("onboarding-problem")).to_contain_text("Only the server knows.")
        expect(tenant.part("onboarding-request-id")).to_have_text("req_2")
        tenant.answer_with("resolve", 409, json.dumps(ambiguous), {"X-Mock-Error": "ambiguous_sandbox"})
        tenant.page.goto(link.url)
        tenant.expect_notice("problem", "ambiguous_sandbox")
        expect(tenant.part("onboarding-problem")).to_contain_text("Two sandboxes hold this token")
        tenant.answer_with("resolve", 502, "<html>")
        tenant.page.goto(link.url)
        tenant.expect_notice("problem", "")


def only_web_addresses_are_followed(given: Surroundings) -> None:
    data = {"status": "success", "customer_id": "cus_1", "account_id": "123456", "redirect_url": "javascript:alert(1)"}
    with given.tenant() as tenant:
        tenant.answer_with("callback", 200, json.dumps({"data": data}))
        tenant.open(given.platform.create_link().url)
        tenant.open_dialog()
        tenant.finish()
        tenant.wait_for("success")
        expect(tenant.part("onboarding-redirect")).to_be_hidden()
        # Longer than the page waits before it leaves.
        tenant.page.wait_for_timeout(1500)


def query_is_passed_on(given: Surroundings) -> None:
    link = given.platform.create_link()
    query = f"?api_key={given.platform.api_key}"
    with given.tenant() as tenant:
        called: list[str] = []
        tenant.page.on("request", lambda request: called.append(request.url) if "/api/" in request.url else None)
        tenant.open(link.url + query)
        tenant.open_dialog()
        tenant.press("Escape")
        tenant.expect_failure("signup_cancelled")
    calls = f"{given.platform.base_url}/api/public/onboarding/"
    require_equal(called, [f"{calls}resolve{query}", f"{calls}callback{query}"], "the calls of the page")


def keyboard_is_enough(given: Surroundings) -> None:
    link = given.platform.create_link(success=given.success_url)
    with given.tenant() as tenant:
        tenant.open(link.url)
        tenant.tab_to("onboarding-connect")
        tenant.press("Enter")
        expect(tenant.part("signup-phone-number")).to_be_focused()
        tenant.press("Escape")
        tenant.expect_failure("signup_cancelled")
        tenant.tab_to("onboarding-retry")
        tenant.press("Space")
        tenant.wait_for("landing")
        tenant.tab_to("onboarding-connect")
        tenant.press("Space")
        tenant.tab_to("signup-outcome")
        tenant.press("ArrowDown")
        expect(tenant.part("signup-outcome")).to_have_value("token_exchange_failed")
        tenant.press("ArrowUp")
        tenant.tab_to("signup-more")
        tenant.press("Enter")
        tenant.tab_to("signup-phone-number-id")
        tenant.tab_to("signup-cancel")
        tenant.tab_to("signup-finish")
        tenant.press("Enter")
        tenant.wait_for_redirect(given.target + "/done")


def fits_small_screens(given: Surroundings) -> None:
    for size in (PHONE, SMALL_PHONE):
        # The longest name without a place to break it.
        link = given.platform.create_link("Perkumpulan" * 18)
        with given.tenant(size) as tenant:
            tenant.open(link.url)
            require_usable(tenant, "landing")
            tenant.open_dialog()
            tenant.part("signup-more").click()
            require_usable(tenant, "dialog")
            tenant.finish("coexistence_mismatch")
            tenant.expect_failure("coexistence_mismatch")
            require_usable(tenant, "failure")


def require_usable(tenant: Tenant, view: str) -> None:
    require_fits(tenant.page, view)
    selector = "button, input, select, summary"
    low = tenant.page.locator(selector).evaluate_all(
        "all => all.filter(it => it.checkVisibility() && it.offsetHeight < 44).map(it => it.dataset.testid)"
    )
    require(not low, f"lower than 44 px in {view}: {low}")


def headers_are_strict(given: Surroundings) -> None:
    answer = given.platform.call("GET", f"/onboard/csl_{secrets.token_urlsafe(18)}")
    require_equal(answer.status, 200, "the status of the page")
    require(answer.headers["content-type"].startswith("text/html"), "the page is not HTML")
    policy = answer.headers.get("content-security-policy", "")
    require("default-src 'none'" in policy, f"the policy allows too much: {policy!r}")
    require("unsafe" not in policy, f"the policy allows something unsafe: {policy!r}")
    require_equal(answer.headers.get("referrer-policy"), "no-referrer", "Referrer-Policy")
    require_equal(answer.headers.get("cache-control"), "no-store", "Cache-Control")


def controls_have_names(given: Surroundings) -> None:
    with given.tenant() as tenant:
        tenant.open(given.platform.create_link().url)
        expect(tenant.page.get_by_role("button", name="Connect WhatsApp")).to_be_visible()
        tenant.open_dialog()
        expect(tenant.page.get_by_role("dialog", name="Sign up your number")).to_be_visible()
        expect(tenant.part("signup-dialog")).to_have_accessible_description(re.compile("Stand-in for Meta"))
        unlabelled = tenant.page.locator("input, select").evaluate_all(
            "all => all.filter(it => it.labels.length !== 1 || !it.labels[0].textContent.trim()).map(it => it.id)"
        )
        require(not unlabelled, f"without a label: {unlabelled}")


def views_can_be_looked_at(given: Surroundings) -> None:
    for label, size in SIZES.items():
        for scheme in THEMES:
            with given.tenant(size, scheme) as tenant:
                visit_views(given, tenant, f"{label}-{scheme}")


def visit_views(given: Surroundings, tenant: Tenant, suffix: str) -> None:
    link = given.platform.create_link()
    tenant.open(link.url)
    tenant.shoot(f"landing-{suffix}")
    tenant.open_dialog()
    tenant.shoot(f"dialog-{suffix}")
    tenant.finish("no_waba_found")
    tenant.expect_failure("no_waba_found")
    tenant.shoot(f"failure-{suffix}")
    tenant.part("onboarding-retry").click()
    tenant.wait_for("landing")
    given.platform.revoke(link)
    tenant.page.reload()
    tenant.expect_notice("unusable", "link_revoked")
    tenant.shoot(f"unusable-{suffix}")
    # One account less against the limit of the plan.
    data = {"account_id": "106540352242922", "redirect_url": None}
    tenant.answer_with("callback", 200, json.dumps({"data": data}))
    tenant.open(given.platform.create_link().url)
    tenant.open_dialog()
    tenant.finish()
    tenant.wait_for("success")
    tenant.shoot(f"success-{suffix}")
    tenant.answer_with("resolve", 429, json.dumps({"error": {"code": "rate_limit_exceeded"}}), {"Retry-After": "42"})
    tenant.page.reload()
    tenant.expect_notice("problem", "rate_limit_exceeded")
    tenant.shoot(f"problem-{suffix}")


CHECKS: list[Callable[[Surroundings], None]] = [
    headers_are_strict,
    landing_names_both_sides,
    names_are_never_markup,
    success_goes_back_to_the_platform,
    leaving_is_announced_with_a_link,
    cancel_button_cancels,
    escape_cancels,
    every_reason_goes_back_to_the_platform,
    every_reason_can_be_retried,
    wrong_number_id_is_explained,
    empty_fields_are_left_to_the_server,
    unusable_links_are_explained,
    link_can_be_revoked_meanwhile,
    link_that_expires_meanwhile_goes_back_to_the_platform,
    spent_nonce_is_explained,
    too_many_calls_are_explained,
    lost_connection_can_be_retried,
    other_answers_are_explained,
    only_web_addresses_are_followed,
    query_is_passed_on,
    keyboard_is_enough,
    fits_small_screens,
    controls_have_names,
    views_can_be_looked_at,
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Test the onboarding page in a browser.")
    parser.add_argument("--screenshots", type=Path, help="folder for pictures of every view")
    arguments = arguments_of(parser)
    with emulator(arguments) as origin, redirect_target() as target, chromium(arguments.chromium) as browser:
        platform = Platform(origin, new_key())
        given = Surroundings(platform, browser, arguments.screenshots, target)
        failures = run(CHECKS, given, arguments.only)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
