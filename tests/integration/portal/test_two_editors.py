"""Whatever two people type on the pages of one listing, in tabs, over a lost sign-in, from a device and in sheets,
while an officer decides: no saved answer is overwritten by somebody who wasn't shown it, and nothing unapproved is
live."""

import csv
import io
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from providers.imports.foreign.guessing import guess_mapping
from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.services.files import store_document
from providers.review.errors import WrongState
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject
from providers.review.services.undo import undo_decision
from providers.uploads.models import Goes
from providers.uploads.services.uploads import check_upload, confirm_upload, start_upload
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, put_live
from tests.factories.files import PDF
from tests.integration.portal.book import ANSWERS, PAGES, Book, answers_of, first_version
from tests.integration.portal.tabs import Tab
from tests.integration.uploads.conftest import csv_of, run

pytestmark = pytest.mark.django_db

TAB = st.integers(0, 2)
"""Two of one person, and one of a colleague."""
BESIDE = st.sampled_from([(0, 2), (2, 0), (0, 1), (2, 1, 0), (1, 0, 2), (2,)])
"""Who opens a page together, in the order in which they go on."""
PAGE = st.sampled_from([*PAGES, "about/", "who/"])
EXAMPLES = 8
WHICH, VALUE = st.integers(0, 1), st.integers(0, 2)
VALUES = st.permutations(range(3))
THEN = st.sampled_from(["save", "save", "save", "leave", "leave", "sign out", "stay"])
THENS = st.tuples(THEN, THEN, THEN)
SIDES = st.sampled_from(["mine", "mine", "theirs", "each another", "none"])
COUNCIL = st.sampled_from(["send", "undo"])
DECISIONS = st.sampled_from(["approve", "approve", "correct", "correct", "ask", "reject", "take back"])
WINS = st.sampled_from([False, False, True])
COLUMNS = [path for path, answer in ANSWERS.items() if answer.in_sheets]
BESIDE_EACH_OTHER = {"page": PAGE, "tabs": BESIDE, "which": WHICH, "values": VALUES, "thens": THENS}
ASKED = {
    "write_beside_each_other": BESIDE_EACH_OTHER,
    "go_on": {"tab": TAB, "which": WHICH, "value": VALUE, "then": THEN},
    "choose": {"tab": TAB, "sides": SIDES},
    "come_back": {"tab": TAB, "saves": st.booleans()},
    "use_a_sheet": {"who": WHICH, "path": st.sampled_from(COLUMNS), "value": VALUE, "wins": WINS},
    "hand_over": {"who": WHICH, "nothing_sent": COUNCIL, "waits": DECISIONS, "value": VALUE},
}
"""What is asked for each move."""
MOVES = [*["write_beside_each_other"] * 3, "go_on", "choose", "choose", "come_back", "use_a_sheet", "hand_over"]
MET: Counter[str] = Counter()
"""How often the machine met what it is about: one that meets no clash would hold anything."""
AT_LEAST = {"asked", "mine is kept", "refused while it waits", "over a sign-in", "contested in a sheet"}


class Editors(RuleBasedStateMachine):
    """A listing, its owner with two tabs, an editor with one, an officer."""

    @initialize(live=st.booleans())
    def begin(self, live):
        self.point = transaction.savepoint()
        cache.clear()
        organisation = OrganisationFactory(published=True)
        self.people = [PersonFactory(), PersonFactory()]
        for person in self.people:
            MembershipFactory(user=person, organisation=organisation, role="editor")
        self.officer = PersonFactory(officer=True)
        leaflet = store_document(user=None, organisation=organisation, name="leaflet.pdf", content=PDF)
        self.service = ServiceFactory(organisation=organisation, data=first_version(leaflet.pk))
        self.book = Book(answers_of(first_version(leaflet.pk)))
        if live:
            put_live(self.service)
            self.book.live = self.book.newest
        self.address = f"/provider/services/{self.service.uuid}/"
        self.clients = [Client(headers={"host": "alpha.localhost"}) for _ in self.people]
        for client, person in zip(self.clients, self.people, strict=True):
            client.force_login(person)
        self.tabs = [Tab(self.clients[number // 2], self.address) for number in range(3)]
        self.over_a_sign_in = {}
        self.on_a_device = {}
        self.sheet = None
        self.decided = []
        self.book.note(self.fresh().latest_revision_id)

    def fresh(self):
        return Service.objects.get(pk=self.service.pk)

    def newest(self):
        return self.fresh().latest_revision_id

    def open_tabs(self, asked):
        return [tab for tab in self.tabs if tab.page and (tab.clashes is not None) is asked]

    def saved(self):
        """Somebody has saved: where that made a version, what was decided before can't be taken back any more."""
        if self.newest() not in self.book.versions:
            self.decided.clear()
        self.book.note(self.newest())

    # Pages, in tabs

    @rule(what=st.sampled_from(MOVES), data=st.data())
    def move(self, what, data):
        """One rule, whose moves are weighted: of several, Hypothesis leaves some out of each run."""
        asked = {name: data.draw(choices, name) for name, choices in ASKED[what].items()}
        getattr(self, what)(**asked)

    def write_beside_each_other(self, page, tabs, which, values, thens):
        """The same page is opened in some tabs, the same answer is typed in each, then each goes on in its way."""
        several = [self.tabs[number] for number in tabs]
        for tab in several:
            tab.page = page
            self.look(tab)
        for tab, value, then in zip(several, values, thens, strict=False):
            self.write(tab, which, value, then)

    def look(self, tab):
        """What a page shows is what was said last, or what its person typed before the sign-in ended."""
        kept = self.over_a_sign_in.get((id(tab.client), tab.page))
        tab.show(tab.client.get(tab.address).text)
        tab.version, expected = kept or (self.newest(), self.book.newest)
        assert tab.typed == {path: expected[path] for path in tab.paths}

    def go_on(self, tab, which, value, then):
        if several := self.open_tabs(asked=False):
            self.write(_one_of(several, tab), which, value, then)

    def write(self, tab, which, value, then):
        path = _one_of(tab.paths, which)
        tab.type(path, ANSWERS[path].typed[value])
        if then == "save":
            self.press_save(tab)
        elif then == "sign out":
            self.lose_the_sign_in(tab)
        elif then == "leave" and tab.page != "files/":  # which keeps nothing on a device
            self.on_a_device[id(tab.client), tab.page] = (tab.version, tab.form)
            tab.close()

    def press_save(self, tab):
        typed = tab.typed
        self.answered(tab, tab.send(), typed, kept={})

    def answered(self, tab, answer, typed, kept):
        """What a save comes to: refused beside a review, asked where both changed an answer, else saved as was said."""
        asked = self.book.met(tab.version, typed)
        if self.book.sent is not None:
            MET["refused while it waits"] += 1
            assert (answer.status_code, "clashes" in answer.context) == (409, False)
            tab.show(answer.text)
            assert tab.typed == typed
        elif set(asked) - set(kept):
            MET["asked"] += 1
            assert answer.status_code == 409
            tab.ask(answer)
            assert tab.clashes.keys() == asked.keys()
            for path, sides in tab.clashes.items():
                assert all(words in shown for value, shown in zip(asked[path], sides, strict=True) for words in value)
        else:
            assert answer.status_code == 302
            self.book.save(tab.version, typed, kept)
            self.forget(tab)
            tab.close()
            self.saved()

    def choose(self, tab, sides):
        """A choice holds for the two values that were seen."""
        several = self.open_tabs(asked=True)
        if not several:
            return
        chosen = _one_of(several, tab)
        paths = list(chosen.clashes) if sides != "none" else []
        kept = {path: sides == "mine" or (sides != "theirs" and not number % 2) for number, path in enumerate(paths)}
        seen = self.book.versions[int(chosen.form["seen"][0])]
        stands = {path: mine for path, mine in kept.items() if seen[path] == self.book.newest[path]}
        MET.update("mine is kept" if mine else "theirs is kept" for mine in stands.values())
        MET["asked again"] += stands != kept
        answer = chosen.send(**{f"keep-{path}": "mine" if mine else "theirs" for path, mine in kept.items()})
        self.answered(chosen, answer, chosen.typed, stands)

    # Words that were not saved

    def lose_the_sign_in(self, tab):
        """The session ends, save is pressed, the person signs in again: the page has what was typed, unsaved."""
        MET["over a sign-in"] += 1
        person = self.people[self.clients.index(tab.client)]
        typed = tab.typed
        tab.client.logout()
        assert tab.send().status_code == 302
        tab.client.force_login(person)
        self.over_a_sign_in[id(tab.client), tab.page] = (tab.version, typed)
        self.look(tab)

    def come_back(self, tab, saves):
        """A page that was left: unless all that was typed is saved by now it is put back, and saves nothing."""
        if not self.on_a_device:
            return
        person, page = key = _one_of(list(self.on_a_device), tab)
        chosen = next(each for each in self.tabs if id(each.client) == person)
        chosen.page, chosen.clashes = page, None
        chosen.version, chosen.form = self.on_a_device.pop(key)
        typed, base = chosen.typed, self.book.versions[chosen.version]
        mine = {path: value for path, value in typed.items() if value != base[path]}
        there = all(self.book.newest[path] == value for path, value in mine.items())
        answer = chosen.send(**{"compare-typed": "1"})
        assert answer.json()["saved"] == there
        self.forget(chosen)
        if there:
            chosen.close()
            return
        MET["put back on an older version"] += bool(self.book.met(chosen.version, typed))
        page = chosen.send(**{"put-back": "1"})
        assert page.status_code == 200
        chosen.show(page.text)
        assert chosen.typed == typed
        if saves:
            self.press_save(chosen)

    def forget(self, tab):
        self.over_a_sign_in.pop((id(tab.client), tab.page), None)

    # Sheets

    def use_a_sheet(self, who, path, value, wins):
        """It is downloaded, kept while others write, uploaded, and uploaded again."""
        if self.sheet is None:
            self.download(who)
        else:
            self.upload(who, path, value, wins)

    def download(self, who):
        answer = self.clients[who].get(f"/provider/uploads/listings/{self.service.organisation.uuid}.csv")
        (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        self.sheet = (self.newest(), row)
        assert {path: _cells(row, path) for path in COLUMNS} == {path: self.book.newest[path] for path in COLUMNS}

    def upload(self, who, path, value, wins):
        """Of a sheet what was changed in it counts; where both did, the listing's stays unless the file is to win."""
        version, row = self.sheet
        row |= dict(zip(ANSWERS[path].boxes, ANSWERS[path].typed[value], strict=True))
        mine = {each: _cells(row, each) for each in COLUMNS}
        contested = self.book.met(version, mine)
        contents = {"name": "mine.csv", "content": csv_of(row)}
        upload = start_upload(user=self.people[who], organisation=self.service.organisation, **contents)
        mapping = guess_mapping(upload.header)
        check_upload(user=self.people[who], upload=upload, mapping=mapping, goes=Goes.DRAFT, file_wins=wins)
        run()
        confirm_upload(user=self.people[who], upload=upload)
        run()
        if self.book.sent is None:
            MET["contested in a sheet"] += bool(contested)
            told = {column for row in upload.rows.all() for column in row.contested}
            assert told == {box for each in contested for box in ANSWERS[each].boxes}
            self.book.save(version, mine, dict.fromkeys(contested, wins))
            self.saved()

    # The council

    def hand_over(self, who, nothing_sent, waits, value):
        what = nothing_sent if self.book.sent is None else waits
        if what == "send":
            self.send(who)
        elif what == "undo":
            self.undo()
        elif what != "take back":
            self.decide(what, value)
        elif self.book.sent is not None:
            assert self.clients[who].post(f"{self.address}withdraw/").status_code == 302
            self.book.sent = None
            self.decided.clear()

    def send(self, who):
        answer = self.clients[who].post(f"{self.address}submit/", {"seen": self.newest()})
        assert answer.status_code in (302, 409)
        if current_submission(self.fresh()) is not None:
            self.book.sent = self.book.newest
            self.decided.clear()

    def decide(self, what, value):
        submission = current_submission(self.fresh())
        by = {"user": self.officer, "task_state": submission}
        self.decided.append((submission, self.book.newest, self.book.live))
        if what == "approve":
            approve(**by)
        elif what == "correct":
            words = f"Corrected, {value}"
            accept_with_edits(**by, edits={"description": words})
            self.book.newest = self.book.newest | {"description": (words,)}
        elif what == "ask":
            ask_for_changes(**by, reason="More, please.")
        else:
            reject(**by, reason="Why.")
        if what in ("approve", "correct"):
            self.book.live = self.book.newest
        self.book.sent = None

    def undo(self):
        """A decision is taken back, unless somebody has gone on from it."""
        last = ReviewTaskState.objects.exclude(finished_at=None).order_by("-finished_at", "-pk").first()
        if last is None:
            return
        try:
            undo_decision(user=self.officer, task_state=last)
        except WrongState:
            assert not self.decided
            return
        MET["undone"] += 1
        named, self.book.newest, self.book.live = self.decided.pop()
        assert named == last
        self.book.sent = self.book.newest

    @invariant()
    def every_answer_is_what_was_said_last(self):
        service = self.fresh()
        self.book.note(service.latest_revision_id)
        draft = ServiceData.from_service(service.get_latest_revision_as_object())
        assert answers_of(draft) == self.book.newest == self.book.versions[service.latest_revision_id]
        assert service.live == (self.book.live is not None)
        if service.live:
            assert answers_of(ServiceData.from_service(service)) == self.book.live
        waiting = current_submission(service)
        assert (waiting is not None) == (self.book.sent is not None)
        if waiting is not None:
            assert answers_of(ServiceData.from_service(waiting.revision.as_object())) == self.book.sent

    def teardown(self):
        """No version that was saved was changed afterwards, and families see what is live."""
        if not hasattr(self, "point"):
            return
        try:
            for revision in self.fresh().revisions.filter(pk__in=self.book.versions):
                assert answers_of(ServiceData.from_service(revision.as_object())) == self.book.versions[revision.pk]
            page = Client(headers={"host": "alpha.localhost"}).get(f"/services/{self.service.uuid}/", follow=True)
            assert page.status_code == (200 if self.book.live else 404)
            for path in ("summary", "description", "outcomes") if self.book.live else ():
                assert self.book.live[path][0] in page.text
                assert self.book.newest[path] == self.book.live[path] or self.book.newest[path][0] not in page.text
        finally:
            transaction.savepoint_rollback(self.point)


def _one_of(several, number):
    return several[number % len(several)]


def _cells(row, path):
    return tuple(row[box] for box in ANSWERS[path].boxes)


def test_no_saved_answer_is_overwritten_unseen_and_nothing_unapproved_is_live(alpha):
    MET.clear()
    run_state_machine_as_test(
        Editors,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.generate],  # to make a failure shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {what for what, times in MET.items() if times} >= AT_LEAST
