"""`/feedback/` and `/you-said-we-did/`, and the form that came before them."""

from django.urls import path

from cms.voice.views import public, published

urlpatterns = [
    path("something-wrong/<uuid:uuid>/", public.something_wrong, name="page-problem"),
    path("feedback/", public.feedback, name="feedback"),
    path("feedback/find/", public.find_receipt, name="feedback-find"),
    path("feedback/thanks/", public.machine_thanked, name="feedback-thanks"),
    path("feedback/<str:receipt>/", public.receipt, name="receipt"),
    path("feedback/<str:receipt>/erase/", public.erase_comment, name="receipt-erase"),
    path("you-said-we-did/", published.you_said, name="you-said-we-did"),
    path("you-said-we-did/feed/", published.answers_feed, name="you-said-feed"),
    path("you-said-we-did/<int:comment_id>/", published.one_comment, name="you-said-one"),
]
