"""Who counts as a family, by what their browser calls itself."""

import pytest
from django.test import RequestFactory

from search.analytics.visitors import is_a_family

FAMILIES = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131",
    "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile",
]
MACHINES = [
    "Mozilla/5.0 (compatible; bingbot/2.0)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    "Mozilla/5.0 (compatible; YandexBot/3.0)",
    "facebookexternalhit/1.1",
    "python-requests/2.32",
    "Mozilla/5.0 HeadlessChrome/131.0.0.0",
    "ELB-HealthChecker/2.0 UptimeRobot",
    "",
]


def request_of(browser, **headers):
    return RequestFactory().get("/search/", headers={"user-agent": browser, **headers})


@pytest.mark.parametrize("browser", FAMILIES, ids=["phone", "desktop", "a-phone-called-bot"])
def test_browsers_are_families(browser):
    assert is_a_family(request_of(browser))


@pytest.mark.parametrize("browser", MACHINES, ids=[str(number) for number in range(len(MACHINES))])
def test_machines_are_not(browser):
    assert not is_a_family(request_of(browser))


def test_what_a_browser_fetches_before_anybody_asks_is_not():
    assert not is_a_family(request_of(FAMILIES[0], purpose="prefetch"))
