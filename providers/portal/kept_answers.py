"""What somebody typed and sent after their session had ended: kept until they have signed in again, never lost.

It waits in the session of the browser that sent it, for the address it was sent to. Files can't be kept.
"""

from typing import Final

from django.http import HttpRequest

THROW_AWAY: Final = "throw-away-kept"
MOST_CHARACTERS: Final = 200_000
_KEY: Final = "portal_kept_answers"
_NOT_ANSWERS: Final = frozenset({"csrfmiddlewaretoken", "based_on"})
Answers = list[tuple[str, str]]


def keep_answers(request: HttpRequest) -> None:
    """Keep the posted answers of somebody who isn't signed in any more, if there are any."""
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    answers = [(name, value) for name, value in posted if name != "csrfmiddlewaretoken"]
    length = sum(len(name) + len(value) for name, value in answers)
    if any(value for name, value in answers if name not in _NOT_ANSWERS) and length <= MOST_CHARACTERS:
        request.session[_KEY] = {"path": request.path, "answers": answers}


def kept_answers(request: HttpRequest) -> Answers:
    """What is kept for this address; empty when nothing is."""
    kept = request.session.get(_KEY)
    return [(name, value) for name, value in kept["answers"]] if kept and kept["path"] == request.path else []


def forget_answers(request: HttpRequest) -> None:
    """Keep nothing for this address any more."""
    if kept_answers(request):
        del request.session[_KEY]
