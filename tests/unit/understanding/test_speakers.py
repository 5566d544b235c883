"""Who writes decides whom help is for: a young person's words in the first person are no parent carer's."""

import pytest

from tests.unit.understanding.council_context import chips, read


@pytest.mark.parametrize(
    "words",
    ["i cant cope anymore", "I can't cope", "im struggling to cope with life", "i feel overwhelmed", "im not coping"],
)
def test_who_can_not_cope_themselves_is_led_to_help_for_them(words):
    assert "topic:parent-carers" not in chips(words)
    assert "need:social-emotional-mental-health" in chips(words)


@pytest.mark.parametrize(
    "words", ["i cant cope with my son", "I can't cope with him anymore", "mum cant cope", "im exhausted", "not coping"]
)
def test_who_speaks_of_a_child_is_a_parent_carer(words):
    assert "topic:parent-carers" in chips(words)


@pytest.mark.parametrize(
    "words",
    [
        "i feel anxious at school",
        "my parents dont understand me",
        "my mum shouts at me and i feel sad",
        "i am 15 and i think i have adhd",
        "im 17 and want a job",
        "i dont like my college",
    ],
)
def test_a_young_person_finds_what_is_for_young_people_first(words):
    assert read(words).wishes.audience == ("young-people",)
    assert "topic:parent-carers" not in chips(words)


@pytest.mark.parametrize(
    "words", ["my son feels anxious at school", "i am 40 and my son is autistic", "anxious at school", "my 15 year old"]
)
def test_a_parent_is_no_young_person(words):
    assert read(words).wishes.audience == ()


@pytest.mark.parametrize("words", ["no car", "we have no car", "we don't drive", "i cant drive"])
def test_who_has_no_car_asks_for_no_school_transport(words):
    assert not any("travel" in chip for chip in chips(f"{words} swimming"))
    assert set(read(f"{words} swimming").wishes.delivery) == {"home", "online"}
