"""The home page's ways in: the parts of a family's life, each a search that is ready to narrow."""

from typing import Final, NamedTuple


class WayIn(NamedTuple):
    """One tile: its words, its drawing in `icons.svg`, its search's query string."""

    title: str
    text: str
    icon: str
    query: str


WAYS_IN: Final = (
    WayIn("Education", "Nurseries, schools, colleges and help with learning", "education", "sector=education"),
    WayIn("Health", "Therapies, assessments, nurses and mental health", "health", "sector=health"),
    WayIn("Care", "Short breaks, social care and help at home", "social-care", "sector=social-care"),
    WayIn(
        "Preparing for adulthood",
        "Work, training, a home of your own and friends",
        "growing-up",
        "topic=preparing-for-adulthood&topic=employment&topic=housing&topic=post-16-training",
    ),
    WayIn("Money", "Benefits, grants and personal budgets", "money", "topic=money-personal-budgets"),
    WayIn(
        "Your rights and EHC plans",
        "Support at school, plans, complaints and appeals",
        "rights",
        "topic=ehc-plans&topic=sen-support&topic=complaints-appeals",
    ),
    WayIn("Things to do", "Clubs, sport, play and days out", "leisure", "sector=leisure"),
    WayIn("Travel", "Getting to school, travel training and passes", "travel", "sector=travel"),
    WayIn(
        "For parent carers",
        "Groups, courses, advice and a break",
        "parents",
        "topic=parent-carers&topic=advice-support-groups",
    ),
)

NEEDS_LOOKED_FOR: Final = (
    "autism",
    "adhd",
    "speech-language-communication",
    "anxiety",
    "sleep",
    "school-avoidance",
    "learning-disability",
    "physical-disability",
    "sensory-processing",
)
"""The needs offered as chips: what families ask about most."""
