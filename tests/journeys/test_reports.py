"""A commissioner signs in and takes the evidence away."""

import re
import zipfile

from playwright.sync_api import expect

from tests.journeys.accessibility import WIDTHS, faults, sideways
from tests.journeys.marks import JOURNEY
from tests.journeys.people import sign_in

pytestmark = JOURNEY
PAGES = ("", "unmet-need/", "pack/")


def test_a_commissioner_reads_the_reports_and_takes_the_pack_away(site, new_page):
    page = new_page()
    sign_in(page, site, "milton-keynes", "commissioner")
    expect(page).to_have_url(re.compile("/admin/search-analytics/$"))
    expect(page.get_by_role("heading", name="What families search for")).to_be_visible()
    page.get_by_role("link", name="Unmet need").first.click()
    expect(page.get_by_role("region", name=re.compile("need and area")).first).to_contain_text("Autism")
    with page.expect_download() as download:
        page.get_by_role("link", name="All tables as CSV (zip)").click()
    with zipfile.ZipFile(download.value.path()) as packed:
        assert "6-unmet-need.csv" in packed.namelist()
    page.goto(site.at("milton-keynes", "/admin/pages/"))
    expect(page.locator("body")).not_to_contain_text("Explorer")


def test_the_reports_have_no_faults_and_fit_a_phone(site, new_page):
    page = new_page()
    sign_in(page, site, "milton-keynes", "manager")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES:
            page.goto(site.at("milton-keynes", f"/admin/search-analytics/{path}"))
            assert not faults(page) + sideways(page)
