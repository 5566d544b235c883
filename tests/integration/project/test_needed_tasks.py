"""Whatever a room leaves undone has its council's task run for it, and no other; nothing left, nothing run."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.pages.models import ContentPage, HomePage
from cms.pages.services import follow_the_clock
from cms.pages.tasks import keep_pages_in_time
from providers.uploads import tasks as upload_tasks
from providers.uploads.models import Goes, Upload
from providers.uploads.services.uploads import check_upload, start_upload
from search.index.models import SearchRow
from search.index.services.documents import put_document
from search.index.tasks import find_missing_indexes, sweep
from search.reading.tasks import read
from tenants.audit.services import SEAL_TASK, record
from tenants.audit.tasks import seal_audit
from tenants.councils.models import DueTask
from tenants.councils.tasks import dispatch_due_tasks
from tenants.exports import services as exports
from tenants.exports import sources
from tenants.exports.models import Export, FileType
from tenants.exports.tasks import purge_exports, sweep_exports
from tenants.mail.models import Mail
from tenants.mail.services import administration
from tenants.mail.services.outbox import owe_mail
from tenants.mail.tasks import sweep_mail
from tests.contract.listings import listing
from tests.factories import PersonFactory
from tests.integration.dispatching import deliver, forget, settle, soon, take_messages

NOWHERE = "http://127.0.0.1:1"
LIST = sources.Source(
    name="two", title="Two", header=("number",), may=lambda user: True, keys=lambda query: [1, 2], rows=lambda keys: []
)


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


@pytest.fixture(autouse=True)
def settled(alpha, officer, monkeypatch):
    """Council alpha is open and idle. No list is short enough to be made at once."""
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    monkeypatch.setattr(sources, "_sources", {"two": LIST})
    settle()
    return alpha


def due():
    """When each task of the council runs next today, by name; the audit trail's has a test of its own."""
    rows = soon().exclude(task=SEAL_TASK)
    assert not rows.exclude(council__slug="alpha").exists()
    return {row.task: row.due_at for row in rows.order_by("-due_at")}


def run_what_is_due():
    """Let it all be due, and run what the dispatcher sends; gives the tasks."""
    soon().update(due_at=timezone.now() - timedelta(seconds=1))
    take_messages()
    dispatch_due_tasks()
    messages = take_messages()
    for message in messages:
        assert deliver(message).state == "SUCCESS"
    DueTask.objects.filter(due_at__gt=timezone.now() + timedelta(minutes=20)).update(
        due_at=timezone.now() + timedelta(days=1)
    )
    return {task for schema, task, _ in messages if schema == "alpha"} - {SEAL_TASK}


def owe(**options):
    return owe_mail(event="test:1", to="ann@example.org", subject="Hello", text="Words", **options)


def ask_for_list(officer):
    return exports.ask_for_export(user=officer, source="two", query="", file_type=FileType.CSV)


def upload(officer):
    made = start_upload(user=officer, organisation=None, name="one.csv", content=b"external_id,name\n1,Club\n")
    mapping = {"external_id": "external_id", "name": "name"}
    return check_upload(user=officer, upload=made, mapping=mapping, goes=Goes.DRAFT)


def save_page(officer):
    page = ContentPage(title="Later", slug="later", live=False)
    return HomePage.objects.get().add_child(instance=page)


@pytest.mark.parametrize(
    ("leave_undone", "tasks"),
    [
        (lambda officer: owe(), {sweep_mail.name}),
        (ask_for_list, {sweep_exports.name, purge_exports.name}),
        (upload, {upload_tasks.sweep_uploads.name}),
        (save_page, {keep_pages_in_time.name}),
        (lambda officer: record(action="test", user=officer), set()),
    ],
    ids=["mail", "list", "upload", "page", "audit"],
)
def test_the_council_gets_the_tasks_of_what_it_left_undone_alone(officer, leave_undone, tasks):
    leave_undone(officer)
    asked = set(due())
    assert asked == tasks or asked == tasks - {purge_exports.name}  # that one is due in a day
    assert run_what_is_due() == asked


def test_a_mail_is_swept_within_a_minute_and_then_no_more():
    owe()
    assert due()[sweep_mail.name] <= timezone.now() + timedelta(minutes=1)
    assert run_what_is_due() == {sweep_mail.name}
    assert Mail.objects.exclude(sent_at=None).count() == 1
    assert due() == {}


def test_a_mail_that_waits_is_swept_when_its_time_has_come():
    later = timezone.now() + timedelta(hours=2)
    owe(not_before=later)
    assert due() == {sweep_mail.name: later}


def test_a_mail_that_fails_is_swept_when_it_is_tried_again(refusals):
    refusals.always.append(ConnectionError())
    owe()
    for _ in range(2):
        assert run_what_is_due() == {sweep_mail.name}
        Mail.objects.update(try_at=timezone.now())
    assert sweep_mail.name in due()


@pytest.mark.parametrize("held", [True, False])
def test_mails_that_an_officer_lets_go_again_are_swept(officer, held):
    owe()
    mail = Mail.objects.get()
    if held:
        bounced = administration.note_bounce(user=officer, address=mail.to)
        sweep_mail()
    else:
        Mail.objects.update(given_up_at=timezone.now())
    forget()
    if held:
        assert administration.address_works(user=officer, bounced=bounced) == 1
    else:
        administration.try_again(user=officer, mail=mail)
    assert run_what_is_due() == {sweep_mail.name}
    assert Mail.objects.exclude(sent_at=None).count() == 1


def test_a_list_is_swept_until_it_is_made_and_deleted_after_a_day(officer):
    export = ask_for_list(officer)
    assert DueTask.objects.get(task=purge_exports.name, due_at=export.created_at + timedelta(days=1))
    for _ in range(2):
        assert run_what_is_due() == {sweep_exports.name}
        assert sweep_exports.name in due()
    exports.make_export(export_id=export.pk)
    run_what_is_due()
    assert due() == {}
    assert Export.objects.get().ready


def test_an_upload_is_swept_until_nobody_needs_to_work_on_it(officer):
    made = upload(officer)
    for _ in range(2):
        assert run_what_is_due() == {upload_tasks.sweep_uploads.name}
    assert upload_tasks.sweep_uploads.name in due()
    Upload.objects.filter(pk=made.pk).update(status="discarded")
    run_what_is_due()
    assert due() == {}


def test_the_audit_trail_is_sealed_within_a_minute_and_again_while_entries_are_left(officer, monkeypatch):
    forget()
    record(action="test", user=officer)
    [row] = soon()
    assert (row.task, row.due_at <= timezone.now() + timedelta(minutes=1)) == (SEAL_TASK, True)
    for together, left in ((1, 1), (5000, 0)):
        forget()
        monkeypatch.setattr("tenants.audit.services.SEALED_TOGETHER", together)
        assert seal_audit() > 0
        assert soon().count() == left


def test_a_page_is_published_taken_down_and_found_old_when_its_time_has_come():
    page = HomePage.objects.get().add_child(instance=ContentPage(title="Later", slug="later", live=True))
    forget()
    go_live, expire = timezone.now() + timedelta(hours=2), timezone.now() + timedelta(hours=3)
    page.go_live_at = go_live
    page.save_revision().publish()
    assert due()[keep_pages_in_time.name] <= timezone.now() + timedelta(minutes=5)
    forget()
    follow_the_clock()
    assert due() == {keep_pages_in_time.name: go_live}
    ContentPage.objects.filter(pk=page.pk).update(expire_at=expire, live=True)
    page.revisions.update(approved_go_live_at=None)
    forget()
    follow_the_clock()
    assert due() == {keep_pages_in_time.name: expire}
    forget()
    ContentPage.objects.filter(pk=page.pk).update(expire_at=None, review_date=timezone.localdate())
    DueTask.objects.all().delete()
    follow_the_clock()
    [row] = DueTask.objects.all()
    assert timezone.localtime(row.due_at).time().isoformat() == "00:00:00"
    assert timezone.localdate(row.due_at) == timezone.localdate() + timedelta(days=1)


def test_a_page_that_cannot_be_published_is_not_tried_all_the_time():
    page = HomePage.objects.get().add_child(instance=ContentPage(title="One", slug="one", live=False))
    revision = page.save_revision()
    revision.approved_go_live_at, revision.content["title"] = timezone.now() - timedelta(minutes=1), ""
    revision.save()
    forget()
    follow_the_clock()
    assert due()[keep_pages_in_time.name] > timezone.now() + timedelta(minutes=4)


def test_rows_ahead_of_elasticsearch_are_swept_until_it_has_them(settings):
    settings.ELASTICSEARCH_URL = NOWHERE
    put_document(document=listing("A"))
    assert due()[read.name] <= timezone.now() + timedelta(minutes=1)
    assert run_what_is_due() == {sweep.name, read.name}
    for _ in range(2):
        assert due()[sweep.name] <= timezone.now() + timedelta(seconds=15)
        assert run_what_is_due() == {sweep.name}
    SearchRow.objects.update(indexed_version=SearchRow.objects.get().version)
    run_what_is_due()
    assert due() == {}


def test_without_elasticsearch_nothing_is_swept_for_it():
    put_document(document=listing("A"))
    sweep()
    find_missing_indexes()
    assert run_what_is_due() == {read.name}
    assert due() == {}


def test_families_reading_leave_nothing_undone(client_for, alpha):
    for path in ("/", "/search/?q=autism", "/api/search"):
        assert client_for(alpha).get(path).status_code == 200
    assert not soon().exists()
