"""`/admin/people/`: claims, and setting up, inside the Wagtail admin."""

from django.urls import path

from providers.people.views import claims, set_up

app_name = "people"
urlpatterns = [
    path("claims/", claims.index, name="claims"),
    path("claims/<uuid:uuid>/", claims.claim, name="claim"),
    path("keep/<uuid:uuid>/", set_up.keep, name="keep-organisation"),
    path("set-up/", set_up.set_up, name="set-up"),
]
