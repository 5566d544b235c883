"""Turning a kind of mail off, by a link in it and without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tenants.mail.selectors import choice_of, has_stopped
from tenants.mail.services.choices import start_topic, stop_topic


@csrf_exempt  # mail programs press the button by themselves (RFC 8058); the signed token says whose choice it is
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; opening it changes nothing. 404 for a token that isn't this council's."""
    choice = choice_of(token)
    if choice is None:
        return render(request, "mail/stop_unknown.html", status=404)
    if request.method == "POST":
        change = start_topic if "again" in request.POST else stop_topic
        change(address=choice.address, topic=choice.topic.code)
    context = {"choice": choice, "stopped": has_stopped(choice.address, choice.topic.code)}
    return render(request, "mail/stop.html", context)
