"""A provider puts a spreadsheet’s mistakes right and takes it back; an officer publishes one."""

import csv
import io
import re

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
LONG = 300_000
GOOD = {"Our ref": "jny-1", "Service name": "Lanternlight Club", "Summary": "Crafts by lantern", "Needs": "autism"}
MENDED = {"Our ref": "jny-2", "Service name": "Lanternlight Walks", "Summary": "Evening walks", "Needs": "autism"}
BAD = {**MENDED, "Service name": "Lanternlight Walks 01632 960001"}


def file_of(*rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(GOOD), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return {"name": "lantern listings.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode("cp1252")}


def upload(page, *rows):
    page.locator("input[type=file]").set_input_files(file_of(*rows))
    page.get_by_role("button", name="Upload", exact=True).click()


def look_at(page):
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += sideways(page)
    return [*found, *faults(page)]


def map_and_check(page):
    page.get_by_label("Our ref").select_option("external_id")
    page.get_by_role("button", name="Check the file").click()
    expect(page.locator("main")).to_contain_text("This is what the file would do.", timeout=LONG)


def test_a_provider_puts_mistakes_right_and_takes_it_all_back(site, new_page):
    page = new_page()
    sign_in(page, site, "milton-keynes", "provider")
    page.goto(site.at("milton-keynes", "/provider/"))
    page.get_by_role("link", name=re.compile("Add or change many from a spreadsheet")).first.click()
    expect(page.locator("input[type=file]")).to_be_visible()
    assert look_at(page) == []
    upload(page, GOOD, BAD)
    expect(page.get_by_label("Our ref")).to_be_visible()
    assert look_at(page) == []
    map_and_check(page)
    expect(page.locator("main")).to_contain_text("looks like a phone number")
    assert look_at(page) == []
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the list of mistakes").click()
    report = list(csv.DictReader(io.StringIO(started.value.path().read_text(encoding="utf-8-sig"))))
    assert [(row["row"], row["external_id"], row["column"]) for row in report] == [("3", "jny-2", "name")]
    page.get_by_role("button", name="Save 1 listing").click()
    expect(page.locator("main")).to_contain_text("The listings are saved as drafts.", timeout=LONG)

    page.get_by_role("link", name="Listings from a spreadsheet").click()
    upload(page, GOOD, MENDED)
    expect(page.get_by_label("Our ref")).to_have_value("external_id")
    page.get_by_label("Save and send to the council to check").check()
    map_and_check(page)
    expect(page.locator(".up-counts")).to_contain_text(re.compile(r"New\s*1.*Same as before\s*1", re.DOTALL))
    page.get_by_role("button", name="Save and send 1 listing").click()
    expect(page.locator("main")).to_contain_text("were sent to the council", timeout=LONG)
    page.goto(site.at("milton-keynes", "/provider/"))
    expect(page.locator("main")).to_contain_text("Lanternlight Walks")
    page.go_back()

    page.get_by_role("link", name="Undo this upload").click()
    assert look_at(page) == []
    page.get_by_role("button", name="Undo this upload").click()
    expect(page.locator("main")).to_contain_text("1 new one taken out", timeout=LONG)
    page.goto(site.at("milton-keynes", "/provider/"))
    expect(page.locator("main")).to_contain_text("Lanternlight Club")
    expect(page.locator("main")).not_to_contain_text("Lanternlight Walks")


def search_until(family, site, name, *, there):
    """Search until the worker has carried the change into Elasticsearch."""
    result = family.get_by_role("link", name=name, exact=True)
    for _ in range(960):
        family.goto(site.at("milton-keynes", f"/search/?q={name.replace(' ', '+')}"))
        if bool(result.count()) == there:
            return
        family.wait_for_timeout(250)
    expect(result).to_have_count(int(there))


def publish_and_undo(page, family, site, key, name):
    page.goto(site.at("milton-keynes", "/admin/uploads/"))
    upload(page, {**GOOD, "Our ref": key, "Service name": name})
    page.get_by_label("Our ref").select_option("external_id")
    page.get_by_label("Publish").check()
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("button", name="Publish 1 listing")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Publish 1 listing").click()
    expect(page.locator("body")).to_contain_text("The listings are published.", timeout=LONG)
    search_until(family, site, name, there=True)
    page.get_by_role("link", name="Undo this upload").click()
    page.get_by_role("button", name="Undo this upload").click()
    expect(page.locator("body")).to_contain_text("1 new one taken out", timeout=LONG)
    search_until(family, site, name, there=False)


def test_an_officer_publishes_files_and_undoes_them_with_and_without_javascript(site, new_page):
    page, family = new_page(), new_page()
    sign_in(page, site, "milton-keynes", "officer")
    publish_and_undo(page, family, site, "jny-3", "Lanternlight Script Circle")
    assert look_at(page) == []
    plain = new_page(javascript=False)
    plain.context.add_cookies(page.context.cookies())
    publish_and_undo(plain, family, site, "jny-4", "Lanternlight Plain Circle")
