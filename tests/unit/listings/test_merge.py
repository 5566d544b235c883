"""Two people's changes of one version, put together answer by answer."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from providers.listings.data import AreaData, ContactData, CostData, FileData, PlaceData, ScheduleData, ServiceData
from providers.listings.merge import always_mine, merge

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
DESK, OFFICE = ContactData(uuid=ONE, name="Desk"), ContactData(uuid=TWO, name="Office")
BASE = ServiceData(name="Owls", summary="Old", contacts=(DESK, OFFICE), answers=(("admissions", "Ask us"),))


def _paths(merged):
    return [clash.path for clash in merged.clashes]


def test_changes_of_different_answers_are_both_kept():
    mine, theirs = replace(BASE, summary="Mine"), replace(BASE, description="Theirs", needs=("autism",))
    merged = merge(BASE, mine, theirs)
    assert merged.data == replace(BASE, summary="Mine", description="Theirs", needs=("autism",))
    assert not merged.clashes


def test_the_same_change_twice_is_no_clash():
    both = replace(BASE, summary="New")
    assert (merge(BASE, both, both).data, _paths(merge(BASE, both, both))) == (both, [])


def test_fields_that_mean_something_only_together_are_one_answer():
    mine, theirs = replace(BASE, age_min=5), replace(BASE, age_max=11)
    assert [(clash.path, clash.mine, clash.theirs) for clash in merge(BASE, mine, theirs).clashes] == [
        ("age_min", (5, None), (None, 11))
    ]


def test_rows_are_told_apart_by_uuid_and_added_ones_are_all_kept():
    mine = replace(BASE, contacts=(OFFICE, ContactData(name="New of mine")))
    theirs = replace(BASE, contacts=(replace(DESK), replace(OFFICE, phone="1"), ContactData(name="New of theirs")))
    merged = merge(BASE, mine, theirs)
    told = [(row.name, row.phone) for row in merged.data.contacts]
    assert told == [("Office", "1"), ("New of mine", ""), ("New of theirs", "")]
    assert not merged.clashes


def test_a_row_that_one_took_away_and_the_other_changed_clashes():
    mine, theirs = replace(BASE, contacts=(OFFICE,)), replace(BASE, contacts=(replace(DESK, phone="1"), OFFICE))
    for one, other in ((mine, theirs), (theirs, mine)):
        assert _paths(merge(BASE, one, other)) == [f"contacts.{ONE}"]
    assert merge(BASE, mine, theirs, always_mine).data == mine


def test_a_price_and_the_hours_of_a_day_are_one_answer_each():
    cost, hours = CostData(uuid=ONE, option="A visit", amount=Decimal(4)), ScheduleData(uuid=TWO, day="mon")
    base = replace(BASE, costs=(cost,), places=(PlaceData(uuid=THREE, address="1 Walk", schedules=(hours,)),))
    changed = [
        replace(
            base, costs=(replace(cost, **change),), places=(replace(base.places[0], schedules=(replace(hours, **at),)),)
        )
        for change, at in (({"option": "Two visits"}, {"day": "tue"}), ({"amount": Decimal(5)}, {"note": "Late"}))
    ]
    assert set(_paths(merge(base, *changed))) == {f"costs.{ONE}", f"places.{THREE}.schedules.{TWO}"}


def test_areas_are_one_answer_for_everybody_and_some_do_not_mix():
    base = replace(BASE, areas=(AreaData(code="MK9", name="MK9"),))
    theirs = replace(base, areas=(*base.areas, AreaData(code="MK10", name="MK10")))
    assert _paths(merge(base, replace(base, areas=()), theirs)) == ["areas"]


def test_the_order_that_one_chose_stays_and_two_orders_clash():
    files = tuple(FileData(uuid=UUID(int=n), kind="photo", file_id=n, title=str(n)) for n in (1, 2, 3))
    base = replace(BASE, files=files)
    turned, new = replace(base, files=files[::-1]), replace(files[0], uuid=UUID(int=9), title="9")
    theirs = replace(base, files=(*files, new))
    assert [file.title for file in merge(base, turned, theirs).data.files] == ["3", "9", "2", "1"]
    other = replace(base, files=(files[1], files[0], files[2]))
    assert _paths(merge(base, turned, other)) == ["files.order"]


def test_without_a_base_every_difference_is_asked_about():
    mine, theirs = replace(BASE, summary="Mine", answers=()), replace(BASE, contacts=(replace(DESK, phone="1"), OFFICE))
    assert set(_paths(merge(None, mine, theirs))) == {"summary", "answers.admissions", f"contacts.{ONE}.phone"}


WORDS = st.sampled_from(["", "One", "Two"])
CONTACTS = st.lists(
    st.builds(ContactData, uuid=st.sampled_from([ONE, TWO, THREE]), name=WORDS, phone=WORDS),
    max_size=3,
    unique_by=lambda row: row.uuid,
).map(tuple)
SERVICES = st.builds(
    ServiceData,
    name=st.just("Owls"),
    summary=WORDS,
    languages=WORDS,
    age_min=st.sampled_from([None, 5]),
    age_max=st.sampled_from([None, 11]),
    contacts=CONTACTS,
    answers=WORDS.map(lambda words: (("admissions", words),)),
)


@given(SERVICES, SERVICES, SERVICES)
def test_no_change_is_lost_without_a_clash(base, mine, theirs):
    assert merge(base, mine, base).data == mine
    assert merge(base, base, theirs).data == theirs
    merged = merge(base, mine, theirs)
    assert {clash.path for clash in merge(base, theirs, mine).clashes} == set(_paths(merged))
    decided = merge(base, mine, theirs, always_mine)
    assert not decided.clashes
    assert not merge(base, mine, decided.data, always_mine).clashes
    for name in ("summary", "languages"):
        values = {getattr(each, name) for each in (mine, theirs) if getattr(each, name) != getattr(base, name)}
        if len(values) == 1:
            assert {getattr(merged.data, name)} == values
        assert (len(values) == 2) == (name in _paths(merged))
