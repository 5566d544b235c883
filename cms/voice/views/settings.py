"""`/admin/voice/settings/`: who is told when a child may be in danger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.voice.forms.desk import RecipientForm
from cms.voice.models import VoiceSettings
from cms.voice.services.settings import name_recipient
from tenants.accounts.models import User
from tenants.desk.gates import manager_view
from tenants.desk.headings import heading


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def recipient(request: HttpRequest, manager: User) -> HttpResponse:
    """Read and name the recipient; 422 for what is no address."""
    kept = VoiceSettings.objects.first()
    initial = {"safeguarding_email": kept.safeguarding_email if kept else ""}
    form = RecipientForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        name_recipient(user=manager, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("voice:settings")
    above = (reverse("voice:queue"), "Comments")
    context = {"form": form, **heading("Settings of comments", "cog", above=above, crumb="Settings")}
    return render(request, "voice/desk/settings.html", context, status=422 if form.errors else 200)
