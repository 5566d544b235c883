"""What families read of the duties."""

from django.urls import path

from cms.duties.views import public

urlpatterns = [path("what-we-cover/", public.what_we_cover, name="what-we-cover")]
