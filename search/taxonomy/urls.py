"""`/admin/taxonomy/`."""

from django.urls import path

from search.taxonomy import views

app_name = "taxonomy"
urlpatterns = [
    path("", views.terms, name="needs"),
    path("<int:term_id>/", views.change, name="change"),
    path("<int:term_id>/merge/", views.merge, name="merge"),
    path("<int:term_id>/retire/", views.retire, name="retire"),
    path("<int:term_id>/bring-back/", views.bring_back, name="bring-back"),
    path("<slug:vocabulary>/", views.terms, name="terms"),
    path("<slug:vocabulary>/add/", views.add, name="add"),
]
