"""The fixed vocabularies of the contract: stable codes, labels in families' words. Needs and topics, which a council
may extend, start from here and live in `search.taxonomy`."""

from typing import Final, NamedTuple

ORGANISATION_KIND: Final = {
    "private": "Private company",
    "voluntary": "Charity or community group",
    "school": "School",
    "early-years": "Nursery, pre-school or childminder",
    "college": "College",
    "health": "NHS",
    "council": "Council",
    "public-body": "Other public body",
}
SETTING_TYPE: Final = {
    "mainstream": "Mainstream school",
    "resourced-provision": "Resourced provision or unit in a mainstream school",
    "special": "Special school",
    "non-maintained-special": "Non-maintained special school",
    "independent-special": "Independent special school",
    "specialist-college": "Specialist college",
    "alternative-provision": "Alternative provision",
    "nursery": "Nursery or pre-school",
    "childminder": "Childminder",
    "family-hub": "Family hub",
}
SECTOR: Final = {
    "education": "Education",
    "health": "Health",
    "social-care": "Social care",
    "leisure": "Leisure and activities",
    "training-work": "Training and work",
    "travel": "Travel",
    "advice": "Advice and support",
}
TIER: Final = {
    "universal": "For everyone",
    "targeted": "Extra help for a time",
    "specialist": "Specialist, longer-term",
}
AUDIENCE: Final = {
    "families": "Parents, carers and families",
    "young-people": "Young people",
    "settings": "Schools, nurseries and colleges",
}
REACH: Final = {
    "local": "Around its places",
    "council": "The whole council area",
    "region": "The wider region",
    "national": "All of England",
}
DELIVERY: Final = {
    "in-person": "In person",
    "home": "At your home",
    "online": "Online",
    "phone": "By phone",
}
REFERRAL: Final = {
    "self": "Contact them yourself",
    "school": "Ask your school, nursery or college",
    "gp": "Ask your GP",
    "professional": "Through a professional",
    "council": "Through the council",
    "ehc-plan": "Through an EHC plan",
}
ACCESSIBILITY: Final = {
    "step-free": "Step-free access",
    "accessible-toilet": "Accessible toilet",
    "changing-places": "Changing Places toilet",
    "accessible-parking": "Accessible parking",
    "hearing-loop": "Hearing loop",
    "quiet-space": "Quiet space",
    "sensory-room": "Sensory room",
    "bsl": "British Sign Language",
    "makaton": "Makaton",
    "easy-read": "Easy read information",
    "assistance-dogs": "Assistance dogs welcome",
    "hoist": "Hoist",
}
DAY: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
KIND: Final = {"service": "Services", "page": "Advice and information"}
PERIOD: Final = {
    "all-year": "All year",
    "term": "Term time",
    "holidays": "School holidays",
    "by-arrangement": "By arrangement",
}
AREA_OF_NEED: Final = {
    "communication-and-interaction": "Communication and interaction",
    "cognition-and-learning": "Cognition and learning",
    "social-emotional-mental-health": "Social, emotional and mental health",
    "sensory-and-physical": "Sensory and physical",
    "health-and-daily-life": "Health and daily life",
}
"""The four broad areas of need of the Code of Practice (6.28 to 6.35), and one of ours."""

ALL_SEND: Final = "all-send"


class StarterTerm(NamedTuple):
    """A need or topic every council starts with."""

    code: str
    label: str
    areas: tuple[str, ...] = ()
    census_code: str = ""
    broader: str = ""


_CI, _CL, _SEMH, _SP, _HDL = AREA_OF_NEED

NEEDS: Final = (
    StarterTerm(ALL_SEND, "Any special educational need or disability", tuple(AREA_OF_NEED)),
    StarterTerm("autism", "Autism", (_CI,), "ASD"),
    StarterTerm("adhd", "ADHD", (_SEMH,)),
    StarterTerm("speech-language-communication", "Speech, language and communication", (_CI,), "SLCN"),
    StarterTerm("learning-difficulty-moderate", "Moderate learning difficulty", (_CL,), "MLD"),
    StarterTerm("learning-difficulty-severe", "Severe learning difficulty", (_CL,), "SLD"),
    StarterTerm("learning-difficulty-profound-multiple", "Profound and multiple learning difficulty", (_CL,), "PMLD"),
    StarterTerm("specific-learning-difficulty", "Specific learning difficulty", (_CL,), "SPLD"),
    StarterTerm("dyslexia", "Dyslexia", (_CL,), broader="specific-learning-difficulty"),
    StarterTerm("dyspraxia", "Dyspraxia (DCD)", (_CL, _SP), broader="specific-learning-difficulty"),
    StarterTerm("dyscalculia", "Dyscalculia", (_CL,), broader="specific-learning-difficulty"),
    StarterTerm("learning-disability", "Learning disability", (_CL,)),
    StarterTerm("developmental-delay", "Developmental delay", (_CL,)),
    StarterTerm("down-syndrome", "Down syndrome", (_CL,)),
    StarterTerm("social-emotional-mental-health", "Social, emotional and mental health", (_SEMH,), "SEMH"),
    StarterTerm("anxiety", "Anxiety", (_SEMH,)),
    StarterTerm("distressed-behaviour", "Distressed behaviour and meltdowns", (_SEMH,)),
    StarterTerm("school-avoidance", "Finding it hard to go to school", (_SEMH,)),
    StarterTerm("trauma-attachment", "Trauma and attachment", (_SEMH,)),
    StarterTerm("tics-tourettes", "Tics and Tourette's", (_SEMH, _HDL)),
    StarterTerm("fasd", "Foetal alcohol spectrum disorder (FASD)", (_CL, _SEMH)),
    StarterTerm("hearing", "Deaf or hearing impairment", (_SP,), "HI"),
    StarterTerm("vision", "Vision impairment", (_SP,), "VI"),
    StarterTerm("multi-sensory", "Deafblind or multi-sensory impairment", (_SP,), "MSI"),
    StarterTerm("sensory-processing", "Sensory processing", (_SP, _CI)),
    StarterTerm("physical-disability", "Physical disability", (_SP,), "PD"),
    StarterTerm("cerebral-palsy", "Cerebral palsy", (_SP,)),
    StarterTerm("medical", "Medical condition", (_HDL,)),
    StarterTerm("epilepsy", "Epilepsy", (_HDL,)),
    StarterTerm("life-limiting", "Life-limiting condition", (_HDL,)),
    StarterTerm("sleep", "Sleep", (_HDL,)),
    StarterTerm("feeding", "Eating and feeding", (_HDL,)),
    StarterTerm("continence", "Toileting and continence", (_HDL,)),
    StarterTerm("other", "Another need", (_HDL,), "OTH"),
)

TOPICS: Final = (
    StarterTerm("schools", "Schools"),
    StarterTerm("early-years-childcare", "Early years and childcare"),
    StarterTerm("post-16-training", "Post-16 education and training"),
    StarterTerm("higher-education", "Higher education"),
    StarterTerm("sen-support", "SEN support"),
    StarterTerm("ehc-plans", "Education, health and care (EHC) plans"),
    StarterTerm("diagnosis-assessment", "Diagnosis and assessment"),
    StarterTerm("therapies", "Therapies"),
    StarterTerm("mental-health", "Mental health and wellbeing"),
    StarterTerm("community-health", "Community health services"),
    StarterTerm("equipment", "Equipment and adaptations"),
    StarterTerm("short-breaks", "Short breaks"),
    StarterTerm("social-care-support", "Social care support"),
    StarterTerm("parent-carers", "Help for parent carers"),
    StarterTerm("leisure", "Things to do"),
    StarterTerm("preparing-for-adulthood", "Preparing for adulthood"),
    StarterTerm("employment", "Work and supported internships"),
    StarterTerm("housing", "Housing and independent living"),
    StarterTerm("moving-on", "Moving between schools and services"),
    StarterTerm("travel", "Travel and transport"),
    StarterTerm("money-personal-budgets", "Money and personal budgets"),
    StarterTerm("advice-support-groups", "Advice and support groups"),
    StarterTerm("have-your-say", "Have your say"),
    StarterTerm("complaints-appeals", "Complaints, mediation and appeals"),
    StarterTerm("alternative-provision-eotas", "Alternative provision and learning outside school"),
    StarterTerm("youth-justice", "Youth justice"),
    StarterTerm("looked-after-kinship", "Looked-after children and kinship care"),
    StarterTerm("family-hubs", "Family hubs"),
    StarterTerm("online-safety", "Online safety"),
)
