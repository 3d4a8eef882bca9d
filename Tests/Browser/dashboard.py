"""Checks of the operator's dashboard: the list of customers, and the page of one of them."""

from playwright.sync_api import Locator, Page, expect

from checks import require_equal
from stage import Stage, Surroundings, onboard, rows
from world import DESK


def customers(stage: Stage) -> Page:
    return stage.window.tab(f"/customers?sandbox={stage.world.sandbox}")


def customer(stage: Stage, name: str) -> Page:
    page = customers(stage)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def part(page: Page, heading: str) -> Locator:
    return page.get_by_role("region", name=heading)


def confirm(page: Page, button: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def account_is_assigned_and_unassigned(given: Surroundings) -> None:
    with given.stage() as stage:
        timeline = stage.open()
        page = customer(stage, "Toko Kopi Ñandú")
        page.get_by_role("button", name="Assign a number").click()
        page.get_by_role("dialog").get_by_label("Number").select_option(DESK)
        confirm(page, "Assign")
        expect(part(page, "WhatsApp accounts")).to_contain_text("+62 811-1222-333")
        expect(part(page, "History").get_by_role("listitem").first).to_contain_text("assigned")
        require_equal(owner_of_desk(stage), "Toko Kopi Ñandú", "the customer of the account")
        expect(rows(timeline, f"/api/accounts/{DESK}/assign", "200")).to_have_count(1)
        part(page, "WhatsApp accounts").get_by_role("button", name="Unassign").click()
        confirm(page, "Unassign")
        expect(part(page, "WhatsApp accounts")).to_contain_text("The customer has no number yet.")
        require_equal(owner_of_desk(stage), None, "the customer of the account, unassigned")


def owner_of_desk(stage: Stage) -> str | None:
    accounts = stage.world.platform.get("/v1/accounts")["data"]
    owner = next(row["customer"] for row in accounts if row["phone_number_id"] == DESK)
    return owner and owner["name"]


def setup_link_is_created_used_and_revoked(given: Surroundings) -> None:
    with given.stage() as stage:
        stage.window.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=given.origin)
        page = customer(stage, "Toko Kopi Ñandú")
        address = new_link(page)
        onboard(stage.window.tab(), address)
        page.reload()
        links = part(page, "Setup links")
        expect(links.get_by_role("row").filter(has_text=address[-4:])).to_contain_text("consumed")
        expect(part(page, "WhatsApp accounts").get_by_role("row")).to_have_count(2)
        second = new_link(page)
        row = links.get_by_role("row").filter(has_text=second[-4:])
        row.get_by_role("button", name="Revoke").click()
        confirm(page, "Revoke")
        expect(row).to_contain_text("revoked")
        expect(part(page, "History").get_by_role("listitem").first).to_contain_text("revoked")


def new_link(page: Page) -> str:
    """Creates a setup link, copies its address, which is shown once, and returns it."""
    page.get_by_role("button", name="New setup link").click()
    confirm(page, "Create")
    created = page.get_by_role("dialog", name="Setup link created")
    created.get_by_role("button", name="Copy").click()
    expect(created.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    require_equal(created.get_by_label("Address").input_value(), address, "the address in the dialog")
    created.get_by_role("button", name="Done").click()
    row = part(page, "Setup links").get_by_role("row").filter(has_text=address[-4:])
    expect(row).to_contain_text("active")
    return address


def customer_is_created_suspended_archived_and_restored(given: Surroundings) -> None:
    with given.stage(may_fail=True) as stage:
        page = customers(stage)
        page.get_by_role("button", name="New customer").click()
        dialog = page.get_by_role("dialog", name="New customer")
        dialog.get_by_role("button", name="Create").click()
        expect(dialog.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
        expect(dialog.get_by_label("Name")).to_be_focused()
        dialog.get_by_label("Name").fill("Warung Sari")
        dialog.get_by_label("Metadata").fill('{"crm_id": "C-9"}')
        dialog.get_by_role("button", name="Create").click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("Warung Sari")
        expect(heading).to_contain_text("pending")
        expect(page.get_by_role("main")).to_contain_text("C-9")
        page.get_by_role("button", name="Archive").click()
        confirm(page, "Archive")
        expect(heading).to_contain_text("archived")
        page.get_by_role("button", name="Restore").click()
        expect(heading).to_contain_text("pending")
        for entry in ("Created", "Archived", "Restored"):
            expect(part(page, "History").get_by_text(entry, exact=True)).to_have_count(1)

        page = customer(stage, "Acme Logistics")
        page.get_by_role("button", name="Suspend").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("suspended")
        page.get_by_role("button", name="Edit").click()
        page.get_by_role("dialog").get_by_label("Name").fill("Acme Ltd")
        confirm(page, "Save")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Acme Ltd")
        newest = part(page, "History").get_by_role("listitem").first
        expect(newest).to_contain_text("Acme Logistics")
        expect(newest).to_contain_text("Acme Ltd")


def list_is_filtered_and_searched(given: Surroundings) -> None:
    with given.stage() as stage:
        page = customers(stage)
        names = page.get_by_role("table").get_by_role("link")
        expect(names).to_have_count(3)
        tabs = page.get_by_role("navigation", name="Status")
        tabs.get_by_role("link", name="Archived").click()
        expect(names).to_have_text(["Perusahaan Lama"])
        tabs.get_by_role("link", name="All").click()
        page.get_by_role("searchbox").fill("kopi")
        page.keyboard.press("Enter")
        expect(names).to_have_text(["Toko Kopi Ñandú"])


def list_needs_no_script(given: Surroundings) -> None:
    with given.stage() as stage:
        context = given.browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{given.origin}/customers?sandbox={stage.world.sandbox}")
        page.get_by_role("searchbox").fill("kopi")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Toko Kopi Ñandú").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Toko Kopi Ñandú")
        expect(page.get_by_role("button")).to_have_count(0)
        context.close()


CHECKS = [
    account_is_assigned_and_unassigned,
    setup_link_is_created_used_and_revoked,
    customer_is_created_suspended_archived_and_restored,
    list_is_filtered_and_searched,
    list_needs_no_script,
]
