"""`/admin/search-analytics/`: the reports on searches, inside the Wagtail admin."""

from django.urls import path

from search.analytics import views

app_name = "analytics"
urlpatterns = [
    path("", views.searches, name="searches"),
    path("unmet-need/", views.unmet_need, name="unmet-need"),
    path("pack/", views.pack, name="pack"),
    path("pack.zip", views.pack_zip, name="pack-zip"),
    path("table.csv", views.table_csv, name="table"),
]
