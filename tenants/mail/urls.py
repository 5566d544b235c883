"""`/mail/`: where people turn mails off."""

from django.urls import path

from tenants.mail import views

urlpatterns = [path("stop/<str:token>/", views.stop_mails, name="stop-mails")]
