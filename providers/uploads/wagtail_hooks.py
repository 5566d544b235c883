"""Puts the council's uploads into the Wagtail admin, and names their entries in its log."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tenants.accounts.roles import is_officer
from tenants.desk.actions import name_actions
from tenants.desk.menus import RoleMenuItem


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def upload_urls() -> list[URLPattern | URLResolver]:
    """`/admin/uploads/`."""
    return [path("uploads/", include("providers.uploads.admin_urls"))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def uploads_item() -> MenuItem:
    """The council's spreadsheets."""
    return RoleMenuItem(
        "Spreadsheets", "council-uploads:index", may=is_officer, name="uploads", icon_name="upload", order=13
    )


name_actions(
    {
        "uploads.start": ("Upload a spreadsheet", "Uploaded a spreadsheet"),
        "uploads.checking": ("Check a spreadsheet", "Had a spreadsheet checked"),
        "uploads.importing": ("Confirm a spreadsheet", "Confirmed a spreadsheet"),
        "uploads.finish": ("Finish a spreadsheet", "All listings of a spreadsheet were saved"),
        "uploads.undoing": ("Ask to undo a spreadsheet", "Asked to undo a spreadsheet"),
        "uploads.undo": ("Undo a spreadsheet", "Undid a spreadsheet"),
        "uploads.discard": ("Throw a spreadsheet away", "Threw a spreadsheet away"),
        "uploads.remove": ("Take a listing out with its upload", "Taken out again, as its spreadsheet was undone"),
        "uploads.restore": ("Restore a listing with its upload", "Put back as it was, as a spreadsheet was undone"),
    }
)
