"""The reports on searches, in the Wagtail admin, for managers and commissioners. They only read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.analytics.charts import gap_chart, week_chart
from search.analytics.pack import DISCLOSURE, METHOD, PURPOSE, Pack, as_zip, csv_bytes, make_pack
from search.analytics.periods import Period, PeriodForm
from search.analytics.reports import SEARCH_TABLES, overview_of, searches_tables
from search.analytics.supply import supply_by_need
from search.analytics.tables import Table
from search.analytics.unmet import gap_table, gaps_of, supply_table
from search.taxonomy.selectors import terms_read_once
from tenants.accounts.models import User
from tenants.accounts.roles import reads_reports
from tenants.councils.scope import current_council
from tenants.desk.gates import staff_view
from tenants.desk.headings import heading
from tenants.files.downloads import kept_apart

CSV: Final = "text/csv; charset=utf-8"


def _gap_table(period: Period) -> Table:
    supply = supply_by_need()
    return gap_table(gaps_of(period, supply), supply)


_MAKERS: Final[dict[str, Callable[[Period], Table]]] = {
    **dict(zip(("weeks", "needs", "topics", "areas", "opened"), SEARCH_TABLES, strict=True)),
    "unmet-need": _gap_table,
    "supply": lambda period: supply_table(period, supply_by_need()),
}
ReportView = Callable[[HttpRequest, PeriodForm], HttpResponse]


def report_view(view: ReportView) -> Callable[[HttpRequest], HttpResponseBase]:
    """Hand the view the weeks that were asked for; 403 to anyone who doesn't read reports."""

    @require_safe
    @staff_view(reads_reports, "managers and commissioners")
    @wraps(view)
    @terms_read_once()
    def gated(request: HttpRequest, reader: User) -> HttpResponse:
        return view(request, PeriodForm(request.GET, today=timezone.localdate()))

    return gated


@report_view
def searches(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    """What families searched for. Weeks that can't be read are 400 beside the usual ones."""
    overview = overview_of(form.period)
    tables = searches_tables(form.period)
    context = {"overview": overview, "chart": week_chart(overview.weeks), "weeks": tables[0], "tables": tables[1:]}
    return _page(request, form, "analytics/searches.html", "Search analytics", context)


@report_view
def unmet_need(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    """What families searched for beside what there is."""
    supply = supply_by_need()
    gaps = gaps_of(form.period, supply)
    tables = {"unmet": gap_table(gaps, supply), "supply": supply_table(form.period, supply)}
    context = {"chart": gap_chart(gaps), **tables}
    return _page(request, form, "analytics/unmet_need.html", "Unmet need", context)


@report_view
def pack(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    """The evidence pack as one page to print."""
    made = _pack(form)
    charts = {"weeks": week_chart(made.overview.weeks), "gaps": gap_chart(made.gaps)}
    context = {"form": form, "pack": made, "method": METHOD, "hidden": DISCLOSURE, "purpose": PURPOSE, **charts}
    return render(request, "analytics/pack.html", context, status=_status(form))


@report_view
def pack_zip(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    """The evidence pack's tables as a zip of CSV files."""
    if not form.is_valid():
        return _refused(form)
    return _file(as_zip(_pack(form)), "application/zip", f"evidence-pack-{_days(form.period)}.zip")


@report_view
def table_csv(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    """One table as CSV: `table` names it, the weeks' table when left out; 400 for one that there isn't."""
    make = _MAKERS.get(request.GET.get("table", "weeks"))
    if make is None or not form.is_valid():
        return _refused(form)
    table = make(form.period)
    return _file(csv_bytes(table), CSV, f"{table.key}-{_days(form.period)}.csv")


def _page(request: HttpRequest, form: PeriodForm, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    home = "Search analytics"
    frame = {
        "form": form,
        "period": form.period,
        "method": METHOD,
        "hidden": DISCLOSURE,
        **heading(title, "search", above=None if title == home else (reverse("analytics:searches"), home)),
    }
    return render(request, template, {**frame, **context}, status=_status(form))


def _pack(form: PeriodForm) -> Pack:
    return make_pack(council=current_council().name, period=form.period, made=timezone.localdate())


def _status(form: PeriodForm) -> int:
    return 200 if form.is_valid() else 400


def _refused(form: PeriodForm) -> HttpResponse:
    problems = [f"{name}: {' '.join(map(str, problem))}" for name, problem in form.errors.items()]
    text = "\n".join(problems or [f"table: choose from {', '.join(_MAKERS)}."])
    return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    slug = current_council().slug
    disposition = f'attachment; filename="{slug}-{name}"'
    return kept_apart(HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition}))


def _days(period: Period) -> str:
    first, last = (part.partition("=")[2] for part in period.query.split("&"))
    return f"{first}-to-{last}"
