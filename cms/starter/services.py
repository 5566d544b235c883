"""What pages add to a new council: its Wagtail site, home page, starter pages, and who may edit them."""

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms.pages.models import ContentPage, HomePage
from cms.pages.services import NewPage, publish_new_page, put_new_page, refresh_pages
from cms.starter.starter_pages import STARTER_PAGES, StarterPage
from cms.starter.tree import ADVICE, TreePage, starter_tree
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, ROLES
from tenants.councils.models import Council

PORTS = {"http": 80, "https": 443}
PAGE_EDITORS = (CONTENT_EDITOR, MANAGER)
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_PERMISSIONS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHECK_EVERY: Final = timedelta(days=365)
LAW_OF: Final = date(2026, 11, 30)
"""The day when the tree's pages were last held against the law: each is to be checked a year later."""


def make_pages(council: Council) -> None:
    """Part of a council, made in its schema, idempotent: what is there is kept, what is missing is made."""
    home = HomePage.objects.first() or _make_home(council)
    _point_site(home, council)  # pages have no address before
    for starter in STARTER_PAGES:
        if not home.get_children().filter(slug=starter.slug).exists():
            publish_new_page(parent=home, page=_starter(council, starter))
    _open_admin()
    for group in Group.objects.filter(name__in=PAGE_EDITORS):
        _let_edit(group, home)


@transaction.atomic
def add_starter_tree(*, reviewed: date | None = None) -> list[ContentPage]:
    """Add the pages of advice that the open council doesn't have; gives those that were made, sections among them.

    A page that is anywhere below the council's advice stays as it is. General advice is live at once; what has
    questions to its writer is a draft. `reviewed` is the day when somebody of the council read them all. Idempotent.
    """
    home, made = HomePage.objects.get(), []
    advice = ContentPage.objects.child_of(home).filter(slug=ADVICE.slug).first()
    if advice is None:
        advice = put_new_page(parent=home, page=_tree_page(ADVICE, reviewed), live=True)
        made.append(advice)
    there = {page.slug: page for page in ContentPage.objects.descendant_of(advice)}
    for section in starter_tree():
        parent = there.get(section.page.slug)
        missing = [page for page in section.pages if page.slug not in there]
        if parent is None and missing:
            parent = put_new_page(parent=advice, page=_tree_page(section.page, reviewed), live=True)
            made.append(parent)
        made += [put_new_page(parent=parent, page=_tree_page(page, reviewed), live=not page.asks) for page in missing]
    refresh_pages([page.pk for page in made])
    return made


def _tree_page(page: TreePage, reviewed: date | None) -> NewPage:
    return NewPage(
        slug=page.slug,
        title=page.title,
        summary=page.summary,
        body=page.body,
        topics=page.topics,
        needs=page.needs,
        kind=page.kind,
        legal_basis=page.legal_basis,
        last_reviewed=None if page.asks else reviewed,
        review_date=None if page.asks else (reviewed or LAW_OF) + CHECK_EVERY,
    )


def _make_home(council: Council) -> HomePage:
    """The home page in place of the page Wagtail's own migration makes."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for stock in root.get_children():
        stock.delete()
    root.refresh_from_db()
    about = (
        f"The SEND Local Offer is where {council.name} brings together the help there is for children and young people "
        "from birth to 25 with special educational needs and disabilities, and for their families.\n\n"
        "Each service’s page says who wrote it, who checked it and when."
    )
    home: HomePage = root.add_child(instance=HomePage(title="Home", slug="home", about=about))
    home.save_revision().publish()
    return home


def _starter(council: Council, starter: StarterPage) -> NewPage:
    return NewPage(
        slug=starter.slug,
        title=starter.title,
        summary=starter.summary,
        body=starter.body(council),
        topics=starter.topics,
    )


def _point_site(home: HomePage, council: Council) -> None:
    """The hostname must be the council's own: Wagtail's preview makes a request to it."""
    port = int(settings.PUBLIC_PORT or PORTS[settings.PUBLIC_SCHEME])
    values = {"hostname": council.domain, "port": port, "root_page": home, "site_name": council.name}
    Site.objects.update_or_create(is_default_site=True, defaults=values)


def _open_admin() -> None:
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(access)


def _let_edit(group: Group, home: HomePage) -> None:
    """All pages, images and documents of the council; nothing of listings."""
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS):
        GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
    files = Collection.get_first_root_node()
    kinds = ["wagtailimages", "wagtaildocs"]
    for permission in Permission.objects.filter(content_type__app_label__in=kinds, codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
