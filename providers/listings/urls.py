"""Addresses of services."""

from django.urls import path

from providers.listings import views

urlpatterns = [
    path("services/<uuid:uuid>/", views.service_page, name="service-short"),
    path("services/<uuid:uuid>/<slug:slug>/", views.service_page, name="service"),
]
