"""Officers choose a service or page by its name, from what families can find."""

from typing import Any, Final

from django import forms
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from search.index.models import SearchRow
from search.index.selectors.names import live_rows
from search.matching.words import fold
from tenants.inputs.forms import PlainMessages

_KINDS: Final = {"service": "service", "page": "page of advice"}


def title_of(row: SearchRow) -> str:
    """A document as officers choose it: its name and what it is."""
    return f"{row.body.get('name', row.key)} ({_KINDS.get(row.kind, row.kind)})"


class NameFilterForm(PlainMessages, BaseFilterForm):  # type: ignore[misc]
    """Narrows the list to names with some words."""

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": "Part of the name"})
    )

    def filter(self, objects: QuerySet[SearchRow]) -> QuerySet[SearchRow]:
        """Those whose name has each of the words."""
        for word in fold(self.cleaned_data.get("q", "") if self.is_valid() else "").split():
            self.is_searching = True
            objects = objects.filter(name_key__contains=word)
        self.search_query = self.cleaned_data.get("q")
        return objects


class _TitledByKey:
    """The list's only column: what a document is called, with the address that chooses it by its key."""

    chosen_url_name: str

    @property
    def title_column(self) -> TitleColumn:
        """The column."""
        return TitleColumn(
            "title",
            label="Title",
            accessor=title_of,
            get_url=lambda row: reverse(self.chosen_url_name, args=(quote(row.key),)),
            link_attrs={"data-chooser-modal-choice": True},
        )


class ChooseDocument(_TitledByKey, ChooseView):  # type: ignore[misc]
    """The chooser."""

    filter_form_class = NameFilterForm


class ChooseDocumentResults(_TitledByKey, ChooseResultsView):  # type: ignore[misc]
    """A page of what is to choose from."""

    filter_form_class = NameFilterForm


class ChosenDocument(ChosenView):  # type: ignore[misc]
    """What was chosen: a document by its key, which stays when the search table is made anew."""

    def get_object(self, pk: str) -> SearchRow:
        """The document with a key that families can find now. Raises Http404, also for what no key can be."""
        return get_object_or_404(live_rows(), key=pk.replace("\0", " "))

    def get_object_id(self, instance: SearchRow) -> str:
        """Its key."""
        return instance.key

    def get_display_title(self, instance: SearchRow) -> str:
        """What it is called."""
        return title_of(instance)


class DocumentWidget(BaseChooser):  # type: ignore[misc]
    """Shows the chosen document by its name."""

    show_edit_link = False

    def get_instance(self, value: Any) -> SearchRow | None:
        """The document that families can find now."""
        return live_rows().filter(key=value).first()

    def get_value_data(self, value: Any) -> dict[str, Any] | None:
        """What the form shows; a document that is gone keeps its place until an officer takes it away."""
        if not value:
            return None
        instance = self.get_instance(value)
        return {"id": value, "title": title_of(instance) if instance else "No longer published", "edit_url": None}


class DocumentChooser(ChooserViewSet):  # type: ignore[misc]
    """The chooser's addresses."""

    model = SearchRow
    icon = "doc-full-inverse"
    choose_one_text = "Choose a service or page"
    choose_another_text = "Choose another"
    base_widget_class = DocumentWidget
    choose_view_class = ChooseDocument
    choose_results_view_class = ChooseDocumentResults
    chosen_view_class = ChosenDocument
    register_widget = False

    def get_object_list(self) -> QuerySet[SearchRow]:
        """What families can find now, by name."""
        return live_rows()


document_chooser = DocumentChooser("guidance_documents", url_prefix="guidance/documents")
