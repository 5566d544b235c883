"""Puts a council's words and best bets into the Wagtail admin."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.guidance.choosers import DocumentChooser, document_chooser
from search.guidance.columns import meanings_in_words, state_of
from search.guidance.forms import BestBetForm, CouncilPhraseForm
from search.guidance.models import BestBet, BestBetDocument, CouncilPhrase
from search.index.selectors.names import live_rows

_PHRASES_HELP = "What families type, one on each line. Capitals, apostrophes and a plural's s don't matter."


class TryItColumn(Column):  # type: ignore[misc]
    """A link to the search that families would make."""

    cell_template_name = "guidance/try_it_cell.html"


class CouncilPhraseViewSet(SnippetViewSet):  # type: ignore[misc]
    """Words with a meaning."""

    model = CouncilPhrase
    icon = "openquote"
    menu_label = "Council words"
    list_display = [
        "__str__",
        Column("meaning", label="Means", accessor=meanings_in_words),
        TryItColumn("try_address", label="Try it"),
    ]
    search_fields = ["phrases", "synonyms"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(template="guidance/words_help.html"),
            FieldPanel("phrases", help_text=_PHRASES_HELP),
            FieldPanel(
                "synonyms",
                help_text="Words that listings use for the same thing, one on each line. Search looks for them too.",
            ),
            MultiFieldPanel([FieldPanel("needs")], heading="Needs it is about", classname="collapsed"),
            MultiFieldPanel([FieldPanel("topics")], heading="Topics it is about", classname="collapsed"),
            MultiFieldPanel([FieldPanel("settings")], heading="Kinds of school or setting", classname="collapsed"),
            MultiFieldPanel([FieldPanel("wishes")], heading="How the help should be", classname="collapsed"),
        ],
        base_form_class=CouncilPhraseForm,
    )


class BestBetViewSet(SnippetViewSet):  # type: ignore[misc]
    """What is shown first."""

    model = BestBet
    icon = "pick"
    menu_label = "Best bets"
    list_display = [
        "__str__",
        Column("state", label="Shows", accessor=state_of),
        TryItColumn("try_address", label="Try it"),
    ]
    search_fields = ["phrases"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(template="guidance/best_bets_help.html"),
            FieldPanel("phrases", help_text=f"{_PHRASES_HELP} A longer search with the phrase in it counts too."),
            InlinePanel(
                "documents",
                panels=[FieldPanel("key", widget=document_chooser.widget_class)],
                heading="Show first, in this order",
                label="Service or page",
                min_num=1,
                max_num=5,
            ),
            FieldPanel(
                "last_day", help_text="The last day it is shown. Leave it empty to show it until you delete it."
            ),
        ],
        base_form_class=BestBetForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[BestBet]:
        """Best bets with their documents, and whether one of them is gone."""
        live = live_rows().order_by().values("key")
        gone = BestBetDocument.objects.filter(bet=OuterRef("pk")).exclude(key__in=live)
        bets: QuerySet[BestBet] = BestBet.objects.prefetch_related("documents").annotate(has_gone=Exists(gone))
        return bets


class GuidanceGroup(SnippetViewSetGroup):  # type: ignore[misc]
    """Both, under one item of the menu."""

    items = (CouncilPhraseViewSet, BestBetViewSet)
    menu_label = "Search words"
    menu_name = "search-words"
    menu_icon = "openquote"
    menu_order = 30


register_snippet(GuidanceGroup)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def documents_to_choose() -> DocumentChooser:
    """The chooser of best bets' documents."""
    return document_chooser
