"""`/provider/services/…/reported/`, which stands before the portal's own pages of a service."""

from django.urls import path

from cms.voice.views import reported

urlpatterns = [path("<uuid:uuid>/reported/", reported.reported, name="reported-facts")]
