"""`/admin/duties/`."""

from django.urls import path

from cms.duties.views import duty, occasions, register

app_name = "duties"
urlpatterns = [
    path("", register.register, name="register"),
    path("print/", register.printed, name="print"),
    path("months/", register.history, name="history"),
    path("public/", register.public, name="public"),
    path("dates/", occasions.occasions, name="occasions"),
    path("dates/note/", occasions.note, name="note"),
    path("<str:duty>/", duty.duty, name="duty"),
    path("<str:duty>/words/", duty.words, name="words"),
    path("<str:duty>/applies/", duty.excused, name="excuse"),
    path("<str:duty>/name/<str:kind>/", duty.name, name="name-page"),
    path("<str:duty>/sign/<int:named_id>/", duty.sign, name="sign"),
    path("<str:duty>/sign/<int:named_id>/health/", duty.health, name="sign-health"),
    path("<str:duty>/drop/<int:named_id>/", duty.drop, name="drop-page"),
]
