"""`/admin/voice/`."""

from django.urls import path

from cms.voice.views import desk, settings

app_name = "voice"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("enter/", desk.enter_comment, name="enter"),
    path("settings/", settings.recipient, name="settings"),
    path("<int:comment_id>/", desk.comment, name="comment"),
]
