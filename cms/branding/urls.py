"""The address of a council's colours."""

from django.urls import path

from cms.branding import views

urlpatterns = [path("council.css", views.council_css, name="council-css")]
