"""The addresses of a council's colours and its logo."""

from django.urls import path

from cms.branding.views import public

urlpatterns = [
    path("council.css", public.council_css, name="council-css"),
    path("council-logo.webp", public.council_logo, name="council-logo"),
]
