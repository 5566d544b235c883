"""Addresses on the platform's own host."""

from django.urls import path

from localoffer.platform_page import platform_page
from localoffer.robots import robots

urlpatterns = [path("", platform_page, name="platform"), path("robots.txt", robots, name="robots")]
