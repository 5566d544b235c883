"""Care, getting about and growing up."""

from typing import Final

from cms.pages.blocks import Block, heading, points, say, steps, text
from localoffer.demo.advice.page import AdvicePage, ask_us
from tenants.councils.models import Council


def _short_breaks(council: Council) -> list[Block]:
    return [
        text(
            say(
                "A short break is time for your child to have fun and meet others, and time for you to rest or be "
                "with your other children. Some people say respite. It can be an hour, a day or a night."
            ),
            heading("3 kinds"),
            points(
                "For everyone: clubs, play schemes and sport that welcome disabled children. Just book",
                "A little more: clubs for disabled children, or a helper to go along. You may need to show that your "
                "child gets a benefit or help at school",
                "For the greatest needs: care at home, days out with a carer, or nights away. A social worker looks "
                "at your family’s needs first",
            ),
            heading("How to ask"),
        ),
        steps(
            ("Look for a club", "Many need no assessment. The services on this page are a start."),
            ("Ask us for an assessment", "You can do it yourself, or ask the school or a nurse. It is free."),
            ("We visit", "We talk about your child, your days and nights, and what would help you most."),
            ("We answer in writing", "What we can offer, when we look at it again, and what to do if you disagree."),
        ),
        text(
            heading("Choose and pay yourself"),
            say(
                "If we agree that you need short breaks, you can ask for a direct payment: money to hire a carer or "
                "book a club of your choice."
            ),
            heading("Your own needs"),
            say(
                "Parents who care for a disabled child have a right to a carer’s assessment of their own. Ask for it "
                "together with your child’s, or by itself."
            ),
        ),
        ask_us(council),
    ]


def _travel(council: Council) -> list[Block]:
    return [
        text(
            say("Getting to school, college, clubs and work. What we must offer depends on age."),
            heading("From 5 to 16: free travel to school"),
            say("Your child gets it if they go to the nearest suitable school and one of these is true:"),
            points(
                "They cannot be expected to walk there, even with an adult, because of their needs or a disability",
                "It is more than 2 miles away (under 8) or 3 miles (8 and over)",
                "There is no safe way to walk",
                "Your family has a low income: the distances are shorter",
            ),
            say(
                "Your child does not need an EHC plan, and a plan does not by itself mean free travel. It can be a "
                "bus pass, a minibus, a taxi with a helper, or money for each mile that you drive."
            ),
            heading("Under 5 and over 16"),
            say(
                "We decide case by case. Our policy for ages 16 to 19 comes out by the end of May each year. Young "
                "people of 19 and over with an EHC plan can ask too. Ask early: new journeys take weeks to plan."
            ),
            heading("If the answer is no"),
            say(
                "You can ask us to look again within 20 working days, then put your case to people who did not decide."
            ),
            heading("Learning to travel alone"),
            say(
                "Travel training is free. A trainer goes along, a bit less each week, until your child can do it "
                "safely. It opens up far more than school."
            ),
            heading("Passes and cards"),
            points(
                "A disabled person’s bus pass: free buses across England, from age 5",
                "A Disabled Persons Railcard: a third off for 2 people, from age 5",
                "A Blue Badge, and the Motability scheme if your child gets the higher mobility rate of DLA or the "
                "enhanced rate of PIP",
            ),
        ),
        ask_us(council),
    ]


def _adult_life(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Work, a home, friends and good health: the plans for adult life start in Year 9, at 13 or 14. What "
                "your child wants comes first."
            ),
            heading("When things change"),
        ),
        steps(
            ("Year 9", "School starts to talk about adult life at each review. Ask about careers advice."),
            (
                "14",
                "If your child has a learning disability, ask the GP to put them on the register. They get a health "
                "check each year.",
            ),
            (
                "16",
                "Your child decides for themselves wherever they can, with help to understand. They can appeal in "
                "their own name. PIP takes the place of DLA.",
            ),
            (
                "Before 18",
                "Ask adult social care for an assessment. Children’s help must not stop before the adult team has "
                "decided. Ask each health team where your child goes next.",
            ),
            ("18", "Adult social care and adult health services take over. Some benefits change: get advice."),
            ("Up to 25", "An EHC plan can go on while a young person still needs it to learn. It ends at university."),
        ),
        text(
            heading("After school"),
            points(
                "School sixth form or college, also part-time or for a step at a time",
                "A supported internship: a year at a real workplace with a job coach, for ages 16 to 24 with an EHC "
                "plan",
                "An apprenticeship",
                "A job, with Access to Work to pay for a job coach, travel or equipment",
                "University, with Disabled Students’ Allowance",
            ),
            heading("A home and a life"),
            points(
                "Living with family, in supported living or in a home of one’s own",
                "A direct payment to hire your own helper",
                "Clubs, volunteering, sport, and friends",
            ),
            heading("When somebody cannot decide for themselves"),
            say(
                "From 16 the Mental Capacity Act says that everybody can decide until it is shown that they cannot, "
                "for that one decision. Then others decide in their best interests. Parents do not decide by "
                "themselves any more, unless the Court of Protection makes them a deputy."
            ),
        ),
        ask_us(council),
    ]


GROWING_UP: Final = (
    AdvicePage(
        "short-breaks",
        "Short breaks: fun for your child, a rest for you",
        "The kinds of short breaks (respite), who can have them and how to ask.",
        _short_breaks,
        topics=("short-breaks",),
    ),
    AdvicePage(
        "travel",
        "Getting to school and getting about",
        "Who gets free travel to school or college, travel training, passes and cards.",
        _travel,
        topics=("travel",),
    ),
    AdvicePage(
        "adult-life",
        "Getting ready for adult life",
        "From Year 9 to 25: work, college, a home, health, and who decides.",
        _adult_life,
        topics=("preparing-for-adulthood", "employment", "post-16-training", "housing"),
    ),
)
