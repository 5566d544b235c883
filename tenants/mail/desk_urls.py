"""`/admin/mails/`: the words of mails, and what became of them, inside the Wagtail admin."""

from django.urls import path

from tenants.mail.views import outbox, words

app_name = "mails"
urlpatterns = [
    path("", words.index, name="index"),
    path("words/<slug:mail_name>/", words.edit, name="edit"),
    path("words/<slug:mail_name>/standard/", words.standard, name="standard"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:mail_id>/again/", outbox.again, name="again"),
    path("addresses/", outbox.note_address, name="note-address"),
    path("addresses/<int:bounced_id>/works/", outbox.address_works, name="address-works"),
]
