"""`/admin/audit/`."""

from django.urls import path

from tenants.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("<int:entry_id>/", views.entry, name="entry"),
]
