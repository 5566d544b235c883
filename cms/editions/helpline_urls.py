"""`/admin/helpline/`."""

from django.urls import path

from cms.editions.views import helpline

app_name = "helpline"
urlpatterns = [
    path("", helpline.helpline, name="index"),
    path("pack/", helpline.pack, name="pack"),
]
