"""`/accounts/invitations/`: the page that a mailed invitation to work at the council leads to."""

from django.urls import path

from tenants.staff.views import joining

urlpatterns = [path("<str:token>/", joining.join_council, name="join-council")]
