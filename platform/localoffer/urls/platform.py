"""Addresses on the platform's own host."""

from django.urls import path

from localoffer.platform_page import platform_page
from localoffer.robots import robots
from localoffer.security_txt import security_txt

handler500 = "localoffer.unavailable.server_error"

urlpatterns = [
    path("", platform_page, name="platform"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
