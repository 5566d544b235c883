"""`/admin/checking/`: the council's setting, inside the Wagtail admin."""

from django.urls import path

from providers.assurance import views

app_name = "assurance"
urlpatterns = [path("", views.months, name="months")]
