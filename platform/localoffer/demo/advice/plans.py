"""EHC plans: their yearly review, and what to do about a decision."""

from typing import Final

from cms.pages.blocks import Block, heading, link, points, say, steps, text
from localoffer.demo.advice.page import AdvicePage, ask_us
from tenants.councils.models import Council


def _plan_reviews(council: Council) -> list[Block]:
    return [
        text(
            say(
                "An education, health and care (EHC) plan says what your child needs, what help they must get and "
                "where they go to school. We look at it with you at least once a year, so that it grows with them."
            ),
            heading("What happens each year"),
        ),
        steps(
            ("Everybody writes", "The school asks you, your child and those who help for their views."),
            ("You read it", "You get what was written at least 2 weeks before the meeting."),
            ("You meet", "You, your child, the school and others. Say what works and what has changed."),
            ("We decide", "Within 4 weeks of the meeting we write whether we keep, change or end the plan."),
            (
                "We change it",
                "You get the changes in writing and at least 15 days to comment. The final plan comes within 12 weeks "
                "of the meeting.",
            ),
        ),
        text(
            heading("When your child moves on"),
            say(
                "Before your child starts school or goes to junior or secondary school, the new school must be in "
                "the plan by 15 February of that year. For a move after Year 11 the day is 31 March. We start talking "
                "with you in the year before."
            ),
            heading("From Year 9"),
            say(
                "Each review also looks at growing up: work, a home, friends and health. A plan can go on until 25 "
                "if a young person still needs it to learn."
            ),
            heading("If things change sooner"),
            say("You or the school can ask us for an early review. You can appeal after each review’s decision."),
        ),
        ask_us(council),
    ]


def _appeals(council: Council) -> list[Block]:
    return [
        text(
            say(
                "You know your child best, and you are allowed to disagree with us. Talking is often the fastest "
                "way. You never lose your right to appeal by talking first, but keep an eye on the dates."
            ),
            heading("Free advice"),
            say(
                "Your local SEND information, advice and support service (SENDIASS) is free, private and on nobody’s "
                "side but yours. It can explain letters, help you write and come to meetings."
            ),
            heading("Mediation"),
            say(
                "A mediator who does not work for us helps you and us to find an answer. It is free and you do not "
                "have to take part. Before most appeals you must phone the mediation adviser named in our letter. If "
                "you do not want mediation, they send you a certificate. If you do, we must meet you within 30 days. "
                "You do not need a certificate to appeal about the school alone."
            ),
            heading("Appeal to the SEND Tribunal"),
            say("Judges who do not work for us decide. It is free. You can appeal if we:"),
            points(
                "will not carry out an EHC needs assessment",
                "will not make a plan after one",
                "write a plan and you do not agree with the needs, the help or the school in it",
                "will not change a plan after a review, or end it",
            ),
            say(
                "You have 2 months from the date of our letter, or 1 month from the date of the mediation "
                "certificate, whichever is later. A young person aged 16 or more who can decide for themselves "
                "appeals in their own name. The forms are on GOV.UK: {forms}.",
                forms=link(
                    "SEND Tribunal",
                    "https://www.gov.uk/courts-tribunals/first-tier-tribunal-special-educational-needs-and-disability",
                ),
            ),
            heading("Other complaints"),
            points(
                "About a school: the head teacher, then the governors",
                "About how we did our work: our complaints procedure, then the Local Government and Social Care "
                "Ombudsman",
                "About health care: the service itself, then the Parliamentary and Health Service Ombudsman",
                "If a school treats your child worse because of a disability, you can claim at the SEND Tribunal "
                "within 6 months",
            ),
        ),
        ask_us(council),
    ]


PLANS: Final = (
    AdvicePage(
        "ehc-plan-reviews",
        "Your EHC plan and its yearly review",
        "What happens at an annual review, when a new school must be named, and how a plan changes.",
        _plan_reviews,
        topics=("ehc-plans",),
    ),
    AdvicePage(
        "disagree",
        "If you do not agree: mediation and appeals",
        "Free advice, mediation, the SEND Tribunal and complaints, with the dates that count.",
        _appeals,
        topics=("complaints-appeals",),
    ),
)
