"""`/provider/`: the provider portal."""

from django.urls import path

from providers.portal.views import answers, dashboard, joining, organisation, people, places, state, submission

app_name = "portal"
_SERVICE = "services/<uuid:uuid>/"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("organisations/<uuid:uuid>/", organisation.details, name="organisation"),
    path("organisations/<uuid:uuid>/submit/", submission.submit_organisation, name="submit-organisation"),
    path("organisations/<uuid:uuid>/withdraw/", submission.withdraw_organisation, name="withdraw-organisation"),
    path("organisations/<uuid:uuid>/services/new/", organisation.new_service, name="new-service"),
    path("organisations/<uuid:uuid>/people/", people.people, name="people"),
    path("organisations/<uuid:uuid>/people/<int:member_id>/", people.member, name="member"),
    path("organisations/<uuid:uuid>/people/<int:member_id>/remove/", people.remove, name="remove-member"),
    path("organisations/<uuid:uuid>/invitations/<uuid:invitation>/", people.take_back, name="take-back-invitation"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
    path(_SERVICE, dashboard.service, name="service"),
    path(f"{_SERVICE}preview/", dashboard.preview, name="preview"),
    path(f"{_SERVICE}submit/", submission.submit_service, name="submit"),
    path(f"{_SERVICE}withdraw/", submission.withdraw_service, name="withdraw"),
    path(f"{_SERVICE}closed/", state.closed, name="closed"),
    path(f"{_SERVICE}still-correct/", state.still_correct, name="still-correct"),
    path(f"{_SERVICE}places/new/", places.new, name="new-place"),
    path(f"{_SERVICE}places/<uuid:place>/", places.edit, name="place"),
    path(f"{_SERVICE}places/<uuid:place>/remove/", places.remove, name="remove-place"),
    path(f"{_SERVICE}<slug:slug>/", answers.page, name="page"),
]
