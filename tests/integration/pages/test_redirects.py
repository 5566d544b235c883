"""Redirects that editors keep work on a council's host, and a missing page on the platform's host is a plain 404."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_new_one(alpha, client_for):
    Redirect.add_redirect("/old-about", "/about/")
    response = client_for(alpha).get("/old-about/")
    assert (response.status_code, response["Location"]) == (301, "/about/")


def test_a_missing_page_of_the_platform_is_404(councils):
    response = Client(headers={"host": "localhost"}).get("/no-such-page/")
    assert response.status_code == 404
    assert "tel:999" in response.content.decode()
