"""`/still-correct/`: where links in mails lead."""

from django.urls import path

from providers.assurance import views

urlpatterns = [path("<str:token>/", views.still_correct, name="still-correct")]
