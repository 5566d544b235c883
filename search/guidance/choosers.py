"""Officers choose a service or page by its name, from what families can find."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from search.guidance.models import FoundDocument
from search.guidance.selectors import live_documents
from search.matching.words import fold


class NameFilterForm(BaseFilterForm):  # type: ignore[misc]
    """Narrows the list to names with some words."""

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput(attrs={"placeholder": "Part of the name"})
    )

    def filter(self, objects: QuerySet[FoundDocument]) -> QuerySet[FoundDocument]:
        """Those whose name has each of the words."""
        for word in fold(self.cleaned_data.get("q", "") if self.is_valid() else "").split():
            self.is_searching = True
            objects = objects.filter(name_key__contains=word)
        self.search_query = self.cleaned_data.get("q")
        return objects


class ChooseDocument(ChooseView):  # type: ignore[misc]
    """The chooser."""

    filter_form_class = NameFilterForm


class ChooseDocumentResults(ChooseResultsView):  # type: ignore[misc]
    """A page of what is to choose from."""

    filter_form_class = NameFilterForm


class DocumentWidget(BaseChooser):  # type: ignore[misc]
    """Shows the chosen document by its name."""

    show_edit_link = False

    def get_instance(self, value: Any) -> FoundDocument | None:
        """The document that families can find now."""
        return live_documents().filter(key=value).first()

    def get_value_data(self, value: Any) -> dict[str, Any] | None:
        """What the form shows; a document that is gone keeps its place until an officer takes it away."""
        if not value:
            return None
        instance = self.get_instance(value)
        return {"id": value, "title": str(instance) if instance else "No longer published", "edit_url": None}


class DocumentChooser(ChooserViewSet):  # type: ignore[misc]
    """The chooser's addresses."""

    model = FoundDocument
    icon = "doc-full-inverse"
    choose_one_text = "Choose a service or page"
    choose_another_text = "Choose another"
    base_widget_class = DocumentWidget
    choose_view_class = ChooseDocument
    choose_results_view_class = ChooseDocumentResults
    register_widget = False

    def get_object_list(self) -> QuerySet[FoundDocument]:
        """What families can find now, by name."""
        return live_documents()


document_chooser = DocumentChooser("guidance_documents", url_prefix="guidance/documents")
