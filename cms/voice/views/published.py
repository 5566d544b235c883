"""`/you-said-we-did/`: what families said and what the council answered."""

from typing import Any, Final

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.voice.kinds import Theme
from cms.voice.models import Comment
from cms.voice.selectors import published, tally, years
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council

PER_PAGE: Final = 20
IN_FEED: Final = 50
THEMES: Final = [each for each in Theme.choices if each[0] != Theme.FACT]


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def you_said(request: HttpRequest) -> HttpResponse:
    """Published comments with their answers, by `year` and `theme`, a page at a time. An unknown one is 404."""
    year, theme = _asked_year(request), request.GET.get("theme", "")
    if theme and theme not in dict(THEMES):
        raise Http404("No such theme.")
    paginator = Paginator(published(year=year, theme=theme), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "comments": page.object_list,
        "page": page.number,
        "pages": paginator.num_pages,
        "tally": tally(year=year, theme=theme),
        "year": year,
        "years": years(),
        "theme": theme,
        "themes": THEMES,
    }
    return render(request, "voice/you_said.html", context)


@csrf_exempt
@require_safe
def one_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One published comment by itself, for links to it; 404 for what families don't read."""
    comment = get_object_or_404(Comment.objects.public(), pk=comment_id)
    return render(request, "voice/one_said.html", {"comment": comment})


class AnswersFeed(Feed):  # type: ignore[type-arg] # generic in the stubs alone
    """The latest published comments with their answers, as Atom."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """The feed's."""
        return f"You said, we did – {current_council().known_as}"

    def link(self) -> str:
        """The page that it follows."""
        return absolute_url(reverse("you-said-we-did"))

    def feed_url(self) -> str:
        """Its own address, on the council's host."""
        return absolute_url(reverse("you-said-feed"))

    def items(self) -> list[Comment]:
        """The newest."""
        return list(published()[:IN_FEED])

    def item_title(self, item: Comment) -> str:
        """What it is about."""
        return f"{item.get_theme_display()}: {item.about_name or 'the SEND Local Offer'}"

    def item_description(self, item: Comment) -> str:
        """Both sides' words."""
        said = f"You said: {item.public_words}"
        if item.answered_at is None:
            return f"{said}\n\nNot answered yet."
        return f"{said}\n\nWe said: {item.response}\n\nWe did: {item.action}"

    def item_link(self, item: Comment) -> str:
        """Its own page."""
        return absolute_url(reverse("you-said-one", args=[item.pk]))

    def item_guid(self, item: Comment) -> str:
        """The same."""
        return self.item_link(item)

    def item_pubdate(self, item: Comment) -> Any:
        """When it was published."""
        return item.decided_at

    def item_updateddate(self, item: Comment) -> Any:
        """When it was answered, or else published."""
        return item.answered_at or item.decided_at


answers_feed = csrf_exempt(require_safe(AnswersFeed()))


def _asked_year(request: HttpRequest) -> int | None:
    """The year asked for; None for all. Raises Http404 for what is no year."""
    typed = request.GET.get("year", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4 and typed >= "1900"):
        raise Http404("No such year.")
    return int(typed)
