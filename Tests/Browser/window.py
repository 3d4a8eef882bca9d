"""A browser window that complains about everything that a page must not do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from checks import TIMEOUT_SECONDS, require

DESKTOP = (1280, 800)
PHONE = (390, 844)
SIZES = {"desktop": DESKTOP, "phone": PHONE}
THEMES = ("light", "dark")

# Violations of the Content-Security-Policy that are not in the console for some reason must be seen too.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
});
"""

# The browser's own line in the console, which stands for every answer above 399 and every lost connection.
FAILED_TO_LOAD = "Failed to load resource"


class Window:
    """Some tabs with cookies and storage of their own. `complaints` are about all of them."""

    def __init__(self, context: BrowserContext, origin: str, may_fail: bool) -> None:
        self.context = context
        self.origin = origin
        # Whether answers above 399 and lost connections are part of the check.
        self.may_fail = may_fail
        self.complaints: list[str] = []
        context.set_default_timeout(TIMEOUT_SECONDS * 1000)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self.hear)
        context.on("weberror", lambda event: self.complain(f"uncaught error: {event.error}"))
        context.on("dialog", self.refuse_dialog)
        context.on("request", self.see_request)
        context.on("requestfailed", self.see_failure)
        context.on("response", self.see_response)

    def complain(self, text: str) -> None:
        self.complaints.append(text)

    def hear(self, message: object) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(FAILED_TO_LOAD):
            self.complain(f"console {message.type}: {message.text}")

    def refuse_dialog(self, dialog: object) -> None:
        self.complain(f"a script opened a dialog: {dialog.message}")
        dialog.dismiss()

    def see_request(self, request: object) -> None:
        local = (self.origin + "/", "data:", "blob:", "about:", "file:")
        if not request.url.startswith(local) and not request.is_navigation_request():
            self.complain(f"request to another server: {request.method} {request.url}")

    def see_failure(self, request: object) -> None:
        # A page that goes away ends its requests, the event stream for example.
        if request.failure != "net::ERR_ABORTED" and not self.may_fail:
            self.complain(f"failed request: {request.method} {request.url}: {request.failure}")

    def see_response(self, response: object) -> None:
        if response.status >= 400 and not self.may_fail:
            self.complain(f"status {response.status}: {response.request.method} {response.url}")

    def tab(self, path: str | None = None) -> Page:
        page = self.context.new_page()
        if path is not None:
            page.goto(self.origin + path)
        return page


@contextmanager
def window(
    browser: Browser,
    origin: str,
    size: tuple[int, int] = DESKTOP,
    theme: str = "light",
    may_fail: bool = False,
) -> Iterator[Window]:
    """A window that fails the check at its end if a page has done what it must not do."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    opened = Window(context, origin, may_fail)
    try:
        yield opened
    except Exception as error:
        for complaint in dict.fromkeys(opened.complaints):
            error.add_note(complaint)
        raise
    finally:
        context.close()
    require(not opened.complaints, "; ".join(dict.fromkeys(opened.complaints)))


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    expect.set_options(timeout=TIMEOUT_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def show(page: Page, url: str, text: str) -> None:
    """Opens a page and waits until a text stands on it and nothing is being loaded."""
    page.goto(url)
    expect_text(page, text)


def expect_text(page: Page, text: str) -> None:
    expect(page.get_by_role("main").get_by_text(text).filter(visible=True).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def restyle(page: Page, size: tuple[int, int], theme: str) -> None:
    """Changes width and theme of a page that is open, and waits until it has been drawn so."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate(
        """() => {
            const short = document.getAnimations().filter((it) => it.effect.getComputedTiming().endTime < 5000);
            return Promise.allSettled(short.map((it) => it.finished));
        }"""
    )


def require_fits(page: Page, view: str) -> None:
    wide, available = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    require(wide <= available, f"{view} is {wide} px wide in a window of {available} px")


def screenshot(page: Page, folder: Path | None, name: str) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png")
