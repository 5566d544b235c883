"""`/admin/people/`."""

from django.urls import path

from tenants.staff.views import people

app_name = "staff"
urlpatterns = [
    path("", people.index, name="index"),
    path("invitations/<uuid:invitation>/resend/", people.resend, name="resend"),
    path("invitations/<uuid:invitation>/withdraw/", people.withdraw, name="withdraw"),
    path("staff/<int:person_id>/", people.person, name="person"),
    path("staff/<int:person_id>/suspend/", people.suspend_person, name="suspend"),
    path("staff/<int:person_id>/let-back-in/", people.let_person_back_in, name="let-back-in"),
    path("staff/<int:person_id>/remove/", people.remove_person, name="remove"),
]
