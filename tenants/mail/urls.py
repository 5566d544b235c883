"""`/mail/`: where people turn mails off."""

from django.urls import path

from tenants.mail.views import opt_out

urlpatterns = [path("stop/<str:token>/", opt_out.stop_mails, name="stop-mails")]
