"""`/mail/`: where people turn mails off."""

from django.urls import path

from tenants.mail.views import stopping

urlpatterns = [path("stop/<str:token>/", stopping.stop_mails, name="stop-mails")]
