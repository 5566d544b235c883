"""Addresses of services and their files."""

from django.urls import path

from providers.listings import views

urlpatterns = [
    path("files/<uuid:uuid>/<str:name>", views.file, name="file"),
    path("services/<uuid:uuid>/", views.service_page, name="service-short"),
    path("services/<uuid:uuid>/<slug:slug>/", views.service_page, name="service"),
]
