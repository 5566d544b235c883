"""Addresses on the platform's own host."""

from django.urls import path

from localoffer.platform_page import platform_page

urlpatterns = [path("", platform_page, name="platform")]
