"""`/print/`: the whole offer to download, kept at one address for libraries, surgeries and schools."""

from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.editions.formats import Format
from cms.editions.selectors import downloads, file_of_whole, sections
from search.taxonomy.selectors import terms_read_once
from tenants.files.downloads import file_answer

CONTENT_TYPES: Final = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@terms_read_once()
def print_page(request: HttpRequest) -> HttpResponse:
    """What can be printed or downloaded: the whole offer, a section, a search or a list."""
    found = downloads()
    return render(request, "editions/print.html", {"downloads": found, "sections": sections()})


@csrf_exempt
@require_safe
def whole(request: HttpRequest, kind: str) -> FileResponse:
    """The last whole edition in a format, or one `volume` of it; 404 while there is none."""
    volume = request.GET.get("volume", "")
    if kind not in set(Format) or (volume and not (volume.isascii() and volume.isdecimal() and len(volume) < 4)):
        raise Http404("No such edition.")
    file = file_of_whole(Format(kind), int(volume) if volume else None)
    if file is None:
        raise Http404("No edition yet.")
    try:
        content = file.file.open("rb")
    except OSError as error:
        raise Http404("This edition is gone.") from error
    return file_answer(content, name=file.name, content_type=CONTENT_TYPES[file.extension])
