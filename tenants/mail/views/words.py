"""The words of a council's mails: all of them, and one to read, try out and change."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from tenants.accounts.models import User
from tenants.desk.gates import officer_or_manager_view
from tenants.desk.headings import heading
from tenants.mail.forms import WordsForm
from tenants.mail.selectors import Words, changed_templates, has_own_words, render_words, samples_of, words_of
from tenants.mail.services.administration import save_words, use_standard_words
from tenants.mail.templates import MailTemplate, every_template, template_of


@require_safe
@officer_or_manager_view
def index(request: HttpRequest, keeper: User) -> HttpResponse:
    """Every mail, what it is for, and whether its words are the council's own."""
    own = changed_templates()
    context = {
        "mails": [(template, own.get(template.name)) for template in every_template()],
        **heading("Mails", "mail"),
    }
    return render(request, "mail/desk/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_or_manager_view
def edit(request: HttpRequest, keeper: User, mail_name: str) -> HttpResponse:
    """Change a mail's words, or see with `preview` how they read without saving them; 422 for words it can't have."""
    template = _template(mail_name)
    words = words_of(template)
    form = WordsForm(template, request.POST or None, initial={"subject": words.subject, "body": words.body})
    if request.method == "POST" and form.is_valid():
        words = Words(form.cleaned_data["subject"], form.cleaned_data["body"])
        if "preview" not in request.POST:
            save_words(user=keeper, template=template, words=words)
            messages.success(request, "Saved. Mails from now on have these words.")
            return redirect("mails:edit", mail_name=mail_name)
    context = {
        "form": form,
        "mail": template,
        "own": has_own_words(template),
        "preview": None if form.errors else render_words(template, words, samples_of(template)),
        "unsaved": "preview" in request.POST and not form.errors,
        **heading(template.title, "mail", above=(reverse("mails:index"), "Mails"), crumb="Words"),
    }
    return render(request, "mail/desk/edit.html", context, status=422 if form.errors else 200)


@require_POST
@officer_or_manager_view
def standard(request: HttpRequest, keeper: User, mail_name: str) -> HttpResponse:
    """Go back to the standard words."""
    use_standard_words(user=keeper, template=_template(mail_name))
    messages.success(request, "This mail has its standard words again.")
    return redirect("mails:edit", mail_name=mail_name)


def _template(name: str) -> MailTemplate:
    try:
        return template_of(name)
    except KeyError as error:
        raise Http404 from error
