"""`/admin/review/`: the review desk, inside the Wagtail admin."""

from django.urls import path

from providers.review.views import change, listings, queue, settings, team, unreviewed

app_name = "review"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("approve/", queue.approve_chosen, name="approve_chosen"),
    path("later/", queue.later, name="later"),
    path("later/<int:pk>/checked/", queue.checked, name="checked"),
    path("without-review/", unreviewed.without_review, name="without_review"),
    path("without-review/<int:note_id>/", unreviewed.decide_on_words, name="words"),
    path("settings/", settings.settings, name="settings"),
    path("<int:pk>/", change.change, name="change"),
    path("<int:pk>/preview/", change.preview, name="preview"),
    path("<int:pk>/assign/", team.assign_to, name="assign"),
    path("<int:pk>/comment/", team.add_comment, name="comment"),
    path("<int:pk>/undo/", team.undo, name="undo"),
    path("listings/", listings.index, name="listings"),
    path("listings/services/<uuid:uuid>/", listings.service, name="service"),
    path("listings/organisations/<uuid:uuid>/", listings.organisation, name="organisation"),
]
