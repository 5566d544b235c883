"""`/provider/`: the provider portal."""

from django.urls import path

from providers.portal.views import (
    answers,
    claims,
    dashboard,
    files,
    invitation,
    organisation,
    people,
    places,
    school,
    start,
    state,
    submission,
    suggestion,
)

app_name = "portal"
_SERVICE = "services/<uuid:uuid>/"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("start/", start.start, name="start"),
    path("start/waiting/", start.waiting, name="waiting"),
    path("organisations/new/", start.new_organisation, name="new-organisation"),
    path("organisations/new/<slug:kind>/", start.new_organisation_of_kind, name="new-organisation-of-kind"),
    path("claims/find/", claims.find, name="find"),
    path("claims/organisations/<uuid:uuid>/", claims.organisation, name="claim-organisation"),
    path("claims/services/<uuid:uuid>/", claims.service, name="claim-service"),
    path("claims/<uuid:uuid>/withdraw/", claims.withdraw, name="withdraw-claim"),
    path("organisations/<uuid:uuid>/", organisation.details, name="organisation"),
    path("organisations/<uuid:uuid>/submit/", submission.submit_organisation, name="submit-organisation"),
    path("organisations/<uuid:uuid>/withdraw/", submission.withdraw_organisation, name="withdraw-organisation"),
    path("organisations/<uuid:uuid>/services/new/", organisation.new_service, name="new-service"),
    path("organisations/<uuid:uuid>/people/", people.people, name="people"),
    path("organisations/<uuid:uuid>/people/<int:member_id>/", people.member, name="member"),
    path("organisations/<uuid:uuid>/people/<int:member_id>/remove/", people.remove, name="remove-member"),
    path("organisations/<uuid:uuid>/invitations/<uuid:invitation>/", people.take_back, name="take-back-invitation"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path(_SERVICE, dashboard.service, name="service"),
    path(f"{_SERVICE}preview/", dashboard.preview, name="preview"),
    path(f"{_SERVICE}submit/", submission.submit_service, name="submit"),
    path(f"{_SERVICE}withdraw/", submission.withdraw_service, name="withdraw"),
    path(f"{_SERVICE}closed/", state.closed, name="closed"),
    path(f"{_SERVICE}shown/", state.shown, name="shown"),
    path(f"{_SERVICE}still-correct/", state.still_correct, name="still-correct"),
    path(f"{_SERVICE}school-checks/", school.checks, name="school-checks"),
    path(f"{_SERVICE}poster/", school.poster, name="poster"),
    path(f"{_SERVICE}poster.svg", school.code, name="qr-code"),
    path(f"{_SERVICE}suggest/", suggestion.suggest, name="suggest"),
    path(f"{_SERVICE}files/", files.files, name="files"),
    path(f"{_SERVICE}places/new/", places.new, name="new-place"),
    path(f"{_SERVICE}places/<uuid:place>/", places.edit, name="place"),
    path(f"{_SERVICE}places/<uuid:place>/remove/", places.remove, name="remove-place"),
    path(f"{_SERVICE}<slug:slug>/", answers.page, name="page"),
]
