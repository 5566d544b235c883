"""How the council reviews, for its managers."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from providers.review.forms import ReviewSettingsForm
from providers.review.services.settings import change_review_settings
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.desk.gates import manager_view
from tenants.desk.headings import heading


@require_http_methods(["GET", "HEAD", "POST"])
@manager_view
def settings(request: HttpRequest, manager: User) -> HttpResponse:
    """Read and change the settings. They hold for what is sent from now on; 422 for what can't be."""
    form = ReviewSettingsForm(request.POST or None, instance=review_settings())
    if request.method == "POST" and form.is_valid():
        try:
            change_review_settings(user=manager, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Saved. This holds for what providers send from now on.")
            return redirect("review:settings")
    context = {
        "form": form,
        **heading("Review settings", "cog"),
    }
    return render(request, "review/settings.html", context, status=422 if form.errors else 200)
