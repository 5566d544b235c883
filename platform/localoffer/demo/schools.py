"""A mainstream and a special school that answer what the Code of Practice wants every school to say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from providers.listings.data import ServiceData

MAINSTREAM: Final = frozenset({"mk-045", "bu-045", "tr-048"})
SPECIAL: Final = frozenset({"mk-023", "bu-023", "tr-024"})
REPORT_DAYS_AGO: Final = 120
ANSWERS: Final = {
    "identifying": "Teachers look at each child's work every half term. If you or they are worried, our SENCO meets "
    "you within 2 weeks.",
    "consulting": "You meet us 3 times a year. Children say in their own way what helps them, with pictures if they "
    "like.",
    "securing-provision": "Speech and language therapists come in each week. We can borrow equipment while we wait "
    "for our own.",
    "assessing-progress": "We set small goals together with you, and look at them again each term.",
    "graduated-response": "We find out what is needed, make a plan with you, try it for a term, and look together at "
    "what worked.",
    "effectiveness": "A governor and 2 parents look at our SEND work each year and tell everyone what they found.",
    "teaching": "Lessons have clear steps, pictures and time to move about. Nobody has to read aloud.",
    "facilities": "There are tablets that read text out, hearing loops, and a quiet room on each floor.",
    "access": "Everything is step-free. There are 2 accessible toilets and marked edges on all stairs.",
    "equal-treatment": "Disabled pupils choose from the same clubs, subjects and trips as everyone else.",
    "expertise-awareness": "Everyone who works here, also in the kitchen, learns about autism and trauma each year.",
    "expertise-enhanced": "Class teams learn from the specialists who know the children they work with.",
    "expertise-specialist": "2 teachers have a further degree in autism or in dyslexia, and help the others.",
    "activities": "A member of staff comes along to any club or trip where a child needs one.",
    "wellbeing": "Each child has an adult they chose. We stop bullying the day we hear of it.",
    "looked-after": "One teacher looks after the plans of children in care and works with the virtual school.",
    "moving-on": "New children visit as often as they like. We go along to the next school for the first days.",
}
SPECIAL_ANSWERS: Final = {
    "designation": "Severe and complex learning difficulties, also with autism or a physical disability.",
    "places": "Up to 10 children in a class. The council knows which classes have room now.",
    "residential": "No. Children go home each day.",
    "outreach": "Our outreach teachers visit other schools. Their SENCO can phone us on Monday mornings.",
}


def with_answers(data: ServiceData, key: str, today: date) -> ServiceData:
    """The example with its answers; a school that isn't of the two kinds above stays as it is."""
    if key not in MAINSTREAM | SPECIAL:
        return data
    special = SPECIAL_ANSWERS if key in SPECIAL else {}
    return replace(
        data,
        answers=tuple({**ANSWERS, **special}.items()),
        sen_report_date=today - timedelta(days=REPORT_DAYS_AGO),
        senco="Sam Example, our SENCO. Phone the school office and ask for a call back.",
        admissions="Disabled children apply in the same way as everyone else. Come and see us first, so that all is "
        "ready on the first day.",
    )
