"""Objects of every kind that Wagtail's and allauth's addresses are about, and the arguments that lead to them."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page, Site, Task, Workflow

from cms.pages.models import HomePage
from search.guidance.models import BestBet, CouncilPhrase
from tenants.accounts.models import User
from tests.factories import PageFactory
from tests.factories.files import PDF, photo
from tests.isolation.addresses import Address, every_address

STOCK = [address for address in every_address() if not address.ours]
WORDS = {
    "action": "delete",
    "action_name": "approve",
    "app_label": "wagtailcore",
    "app_name": "wagtailcore",
    "content_type_app_name": "pages",
    "content_type_model_name": "contentpage",
    "filter_spec": "max-20x20",
    "key": "set-password",
    "model_name": "page",
    "object_id": "1",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "token": "set-password",
    "uidb36": "1",
    "uidb64": "MQ",
}


@dataclass(frozen=True)
class Objects:
    """One of each, in the open council."""

    of_namespace: dict[str, int]
    of_argument: dict[str, int]

    def arguments_of(self, address: Address) -> dict[str, Any]:
        """What its address is made with; numbers of what there is none of here lead nowhere."""
        namespace, _, name = address.name.rpartition(":")
        known = {**self.of_argument, **WORDS, "pk": self._pk(namespace, name)}
        if name == "settings" or namespace == "wagtailsettings":
            known |= {"app_name": "branding", "model_name": "none"}
        if address.name == "wagtail_bulk_action":
            known |= {"app_label": "wagtailimages", "model_name": "image"}
        return {argument: known.get(argument, 1) for argument in address.arguments}

    def _pk(self, namespace: str, name: str) -> int:
        key = f"{namespace}:{'task' if 'task' in name else ''}" if namespace == "wagtailadmin_workflows" else namespace
        return self.of_namespace.get(key, self.of_argument["page_id"])


def make_objects(person: User) -> Objects:
    """Write one of each into the open council."""
    page: Page = PageFactory.create()
    home = HomePage.objects.get()
    image = Image.objects.create(title="Picture", file=ContentFile(photo(size=(40, 30)), "small.jpg"))
    document = Document.objects.create(title="Paper", file=ContentFile(PDF, "paper.pdf"))
    redirect = Redirect.objects.create(old_path="/old", redirect_page=page)
    phrase = CouncilPhrase.objects.create(phrases="respite", synonyms="short breaks")
    best_bet = BestBet.objects.create(phrases="ehcp")
    collection = Collection.get_first_root_node().add_child(name="Files")
    workflow = Workflow.objects.create(name="Pages")
    task = Task.objects.earliest("pk")
    of_namespace = {
        "wagtailadmin_collections": collection.pk,
        "wagtailadmin_workflows:": workflow.pk,
        "wagtailadmin_workflows:task": task.pk,
        "wagtailadmin_api:documents": document.pk,
        "wagtailadmin_api:images": image.pk,
        "wagtaildocs_chooser": document.pk,
        "wagtailimages_chooser": image.pk,
        "wagtailsites": Site.objects.get().pk,
        "wagtailusers_users": person.pk,
        "wagtailusers_groups": Group.objects.earliest("pk").pk,
    }
    for model, made in (("councilphrase", phrase), ("bestbet", best_bet)):
        of_namespace |= {
            f"wagtailsnippets_guidance_{model}": made.pk,
            f"wagtailsnippetchoosers_guidance_{model}": made.pk,
        }
    of_argument = {
        "page_id": page.pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": home.pk,
        "destination_id": home.pk,
        "revision_id": page.latest_revision_id,
        "collection_id": collection.pk,
        "task_id": task.pk,
        "workflow_pk": workflow.pk,
        "redirect_id": redirect.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "image_id": image.pk,
    }
    return Objects(of_namespace=of_namespace, of_argument=of_argument)
