"""What the SEND Code of Practice wants every school and college to say of itself, one question a bullet (4.32 to 4.35),
and what only special schools are asked. A service keeps the answers by code.

Admission of disabled pupils and the accessibility plan (4.35) are columns of the service.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SPECIAL_SETTINGS: Final = frozenset({"special", "non-maintained-special", "independent-special", "specialist-college"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question in our words, for families' page (`label`) and for the school (`ask`, `hint`)."""

    code: str
    group: str
    """The page of the portal it is asked on, of GROUPS."""
    paragraph: str
    label: str
    ask: str
    hint: str = ""


GROUPS: Final[Mapping[str, str]] = {
    "needs": "Finding out and giving help",
    "teaching": "Teaching, building and equipment",
    "expertise": "What staff know",
    "life": "Life at school and moving on",
    "special": "Places at a special school or college",
}
_ALL: Final = (
    Question(
        code="identifying",
        group="needs",
        paragraph="4.32",
        label="How we find out what a child needs",
        ask="How do you find out which special educational needs a child has?",
        hint="For example: screening when they start, what teachers notice, talking with parents.",
    ),
    Question(
        code="consulting",
        group="needs",
        paragraph="4.32",
        label="How we work with parents and young people",
        ask="How do you ask parents, and young people themselves, and act on what they say?",
    ),
    Question(
        code="securing-provision",
        group="needs",
        paragraph="4.32",
        label="How we get help and equipment",
        ask="How do you get the services, help and equipment that a child needs?",
        hint="For example: therapists who visit, specialist teachers, how equipment is paid for.",
    ),
    Question(
        code="moving-on",
        group="life",
        paragraph="4.32",
        label="Moving on and preparing for adulthood",
        ask="How do you help with starting, moving class or school, and preparing for adult life?",
    ),
    Question(
        code="teaching",
        group="teaching",
        paragraph="4.32",
        label="How we teach and adapt",
        ask="How do you teach children with SEND, and change lessons and rooms to suit them?",
    ),
    Question(
        code="facilities",
        group="teaching",
        paragraph="4.32",
        label="Aids and assistive technology",
        ask="How do you make facilities open to everyone, with aids, technology or other ways to communicate (AAC)?",
    ),
    Question(
        code="assessing-progress",
        group="needs",
        paragraph="4.32",
        label="How we check progress",
        ask="How do you check progress, and how do parents and young people take part in that?",
    ),
    Question(
        code="expertise-awareness",
        group="expertise",
        paragraph="4.32",
        label="Training for all staff",
        ask="What does everyone who works with children here learn about SEND?",
        hint="The Code calls this awareness.",
    ),
    Question(
        code="expertise-enhanced",
        group="expertise",
        paragraph="4.32",
        label="Further training for teachers and assistants",
        ask="What do teachers and assistants who work with a child every day learn about that child's needs?",
        hint="The Code calls this enhanced.",
    ),
    Question(
        code="expertise-specialist",
        group="expertise",
        paragraph="4.32",
        label="Specialist training",
        ask="Who has in-depth training, in what, and how do they advise the others?",
        hint="The Code calls this specialist.",
    ),
    Question(
        code="effectiveness",
        group="needs",
        paragraph="4.32",
        label="How we know that our help works",
        ask="How do you find out whether your help for children with SEND works?",
    ),
    Question(
        code="activities",
        group="life",
        paragraph="4.32",
        label="Activities and trips",
        ask="How do children with SEND take part in clubs, sports and trips?",
    ),
    Question(
        code="wellbeing",
        group="life",
        paragraph="4.32",
        label="Wellbeing, being heard and bullying",
        ask="How do you look after feelings and friendships, listen to children with SEND and prevent bullying?",
    ),
    Question(
        code="looked-after",
        group="life",
        paragraph="4.33",
        label="Children who are looked after",
        ask="How do you support children who have SEN and are looked after by the council?",
    ),
    Question(
        code="equal-treatment",
        group="teaching",
        paragraph="4.35",
        label="Fair treatment",
        ask="What do you do so that disabled pupils are not treated less well than others?",
    ),
    Question(
        code="access",
        group="teaching",
        paragraph="4.35",
        label="Getting around and using the building",
        ask="What helps disabled pupils to get in, get around and use the building?",
    ),
    Question(
        code="graduated-response",
        group="needs",
        paragraph="4.35",
        label="Our graduated response",
        ask="What are your steps when a child needs more help: assess, plan, do, review?",
        hint="Say who does what, and how often you look again.",
    ),
    Question(
        code="designation",
        group="special",
        paragraph="special",
        label="Needs the school is designated for",
        ask="Which needs is the school or college designated for?",
    ),
    Question(
        code="places",
        group="special",
        paragraph="special",
        label="Number of places",
        ask="How many places does it have?",
        hint="By age or need, if they differ.",
    ),
    Question(
        code="residential",
        group="special",
        paragraph="special",
        label="Residential places",
        ask="Can children stay overnight, and for how many nights and weeks?",
    ),
    Question(
        code="outreach",
        group="special",
        paragraph="special",
        label="Outreach",
        ask="How do you support other schools, and how do they ask for it?",
    ),
)
QUESTIONS: Final[Mapping[str, Question]] = {question.code: question for question in _ALL}


def questions_in(group: str) -> tuple[Question, ...]:
    """The questions of one page, in the Code's order."""
    return tuple(each for each in _ALL if each.group == group)
