"""`/admin/review/listings/…/conversation/`: notes and messages, inside the Wagtail admin."""

from django.urls import path

from providers.conversations import views

app_name = "conversations"
urlpatterns = [
    path("services/<uuid:uuid>/conversation/", views.service, name="service"),
    path("organisations/<uuid:uuid>/conversation/", views.organisation, name="organisation"),
]
