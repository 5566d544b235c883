"""`/admin/review/`: the review desk, inside the Wagtail admin."""

from django.urls import path

from providers.review.views import change, listings, queue

app_name = "review"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<int:pk>/", change.change, name="change"),
    path("<int:pk>/preview/", change.preview, name="preview"),
    path("listings/", listings.index, name="listings"),
    path("listings/services/<uuid:uuid>/", listings.service, name="service"),
    path("listings/organisations/<uuid:uuid>/", listings.organisation, name="organisation"),
]
