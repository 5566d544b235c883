"""The two rooms that uploads are worked with in: the provider portal, and the council's admin.

The pages are the same; who gets in, whose uploads they see and the frame around them differ.
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
class Room:
    """Where a person is: the frame of its pages, and the names of its addresses."""

    namespace: str
    frame: str
    of_council: bool

    def uploads(self, user: User) -> "QuerySet[Upload]":
        """Those that the person may see and work with here."""
        return council_uploads() if self.of_council else uploads_of(user)

    def address(self, name: str, *arguments: Any) -> str:
        """One of the room's addresses."""
        return reverse(f"{self.namespace}:{name}", args=arguments)


PORTAL: Final = Room("uploads", "uploads/portal.html", False)
COUNCIL: Final = Room("council-uploads", "uploads/admin.html", True)

RoomView = Callable[Concatenate[SignedInRequest, Room, Extra], HttpResponse]
UploadView = Callable[Concatenate[SignedInRequest, Room, Upload, Extra], HttpResponse]


def portal(view: RoomView[Extra]) -> RoutedView[Extra]:
    """The view for people who write an organisation's listings; 404 for those who write none."""

    @wraps(view)
    def gated(request: SignedInRequest, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        if not organisations_to_upload_for(request.user).exists():
            raise Http404
        return view(request, PORTAL, *args, **kwargs)

    return login_required(gated)  # type: ignore[return-value] # it only reads `user`


def council(view: RoomView[Extra]) -> RoutedView[Extra]:
    """The view for officers."""

    @wraps(view)
    def gated(request: Any, officer: User, /, *args: Extra.args, **kwargs: Extra.kwargs) -> HttpResponse:
        return view(request, COUNCIL, *args, **kwargs)

    return officer_view(gated)


def with_upload(view: UploadView[Extra]) -> Callable[..., HttpResponse]:
    """Hand the view the upload of that id; 404 when it isn't one of the room's and the person's."""

    @wraps(view)
    def found(request: SignedInRequest, room: Room, upload_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        upload = find_upload(room.uploads(request.user), upload_id)
        if upload is None:
            raise Http404
        return view(request, room, upload, *args, **kwargs)

    return found
