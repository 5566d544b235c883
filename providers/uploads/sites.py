"""The two sites that show uploads: the provider portal, and the council's admin.

The pages are the same; who may see them, whose uploads they list and the frame around them differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse

from providers.uploads.models import Upload
from providers.uploads.selectors import council_uploads, find_upload, organisations_to_upload_for, uploads_of
from tenants.accounts.models import User
from tenants.accounts.requests import SignedInRequest
from tenants.desk.gates import RoutedView, officer_view

Extra = ParamSpec("Extra")


@dataclass(frozen=True, slots=True)
class UploadSite:
    """One of the two: the namespace of its addresses, the frame of its pages, and whether it is the council's."""

    namespace: str
    frame: str
    of_council: bool

    def uploads(self, user: User) -> "QuerySet[Upload]":
        """The uploads that a person may see and change on this site."""
        return council_uploads() if self.of_council else uploads_of(user)

    def address(self, name: str, *arguments: Any) -> str:
        """The path of one of the site's pages."""
        return reverse(f"{self.namespace}:{name}", args=arguments)


PORTAL: Final = UploadSite(namespace="uploads", frame="uploads/portal.html", of_council=False)
COUNCIL: Final = UploadSite(namespace="council-uploads", frame="uploads/admin.html", of_council=True)

SiteView = Callable[Concatenate[SignedInRequest, UploadSite, Extra], HttpResponse]
UploadView = Callable[Concatenate[SignedInRequest, UploadSite, Upload, Extra], HttpResponse]


def portal(view: SiteView[Extra]) -> RoutedView[Extra]:
    """The view for people who write an organisation's listings; 404 for those who write none."""

    @wraps(view)
    def gated(request: SignedInRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        if not organisations_to_upload_for(request.user).exists():
            raise Http404
        return view(request, PORTAL, *args, **kwargs)

    return login_required(gated)  # type: ignore[return-value] # it only reads `user`


def council(view: SiteView[Extra]) -> RoutedView[Extra]:
    """The view for officers."""

    @wraps(view)
    def gated(request: Any, officer: User, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        return view(request, COUNCIL, *args, **kwargs)

    return officer_view(gated)


def with_upload(view: UploadView[Extra]) -> Callable[..., HttpResponse]:
    """Hand the view the upload of that id; 404 when it isn't one of the site's and the person's."""

    @wraps(view)
    def found(request: SignedInRequest, site: UploadSite, upload_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        upload = find_upload(site.uploads(request.user), upload_id)
        if upload is None:
            raise Http404
        return view(request, site, upload, *args, **kwargs)

    return found
