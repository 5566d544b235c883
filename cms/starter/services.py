"""What pages add to a new council: its Wagtail site, home page, starter pages, and who may edit them."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms.pages.models import HomePage
from cms.pages.services import NewPage, publish_new_page
from cms.starter.starter_pages import STARTER_PAGES, StarterPage
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, ROLES
from tenants.councils.models import Council

PORTS = {"http": 80, "https": 443}
PAGE_EDITORS = (CONTENT_EDITOR, MANAGER)
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_PERMISSIONS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


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
