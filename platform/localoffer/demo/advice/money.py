"""Money: benefits, grants and personal budgets."""

from typing import Final

from cms.pages.blocks import Block, heading, link, points, say, text
from localoffer.demo.advice.page import AdvicePage, ask_us
from tenants.councils.models import Council


def _money(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Having a child with extra needs costs more. Many families miss out on money that is theirs. None of "
                "this needs a diagnosis: what counts is the help that your child needs."
            ),
            heading("For your child"),
            points(
                "Disability Living Allowance (DLA), under 16: for a child who needs much more care than others of "
                "the same age, or finds it hard to walk or to go out safely. It does not depend on what you earn",
                "Personal Independence Payment (PIP), from 16: it takes the place of DLA. You get a letter before "
                "the birthday. Answer it, or the money stops",
                "Blue Badge: parking close by, also for hidden disabilities",
            ),
            heading("For you"),
            points(
                "Carer’s Allowance: if you care for 35 hours a week or more and earn less than its weekly limit",
                "Universal Credit: extra for a disabled child and for carers",
                "Council Tax: less to pay if your home has a room or space for a disabled person’s needs",
                "Disabled Facilities Grant: for ramps, lifts or a bathroom. For a child, your income does not count",
                "Family Fund: grants for families on a low income, for things such as a washing machine or a break",
            ),
            heading("Fill in the DLA form well"),
            points(
                "Write about the worst days, and how often they come",
                "Compare with other children of the same age",
                "Count the nights, and everything that you do without thinking",
                "Add reports from school or therapists, and keep a copy",
                "Ask for help: benefits advisers on this site fill in forms with you for free",
            ),
            say(
                "The forms are on GOV.UK: {dla} and {pip}.",
                dla=link("DLA for children", "https://www.gov.uk/disability-living-allowance-children"),
                pip=link("PIP", "https://www.gov.uk/pip"),
            ),
            heading("If the answer is no"),
            say(
                "Ask for it to be looked at again within 1 month. It is called mandatory reconsideration. If it is "
                "still no, you can appeal. Many families who appeal win."
            ),
        ),
        ask_us(council),
    ]


def _personal_budgets(council: Council) -> list[Block]:
    return [
        text(
            say(
                "A personal budget is the money set aside for some of your child’s or your own help. You can have a "
                "say in how it is spent. You do not have to take one."
            ),
            heading("3 pots of money"),
            points(
                "Education: for some of the help in an EHC plan. You can ask when we write or review the plan. The "
                "school has to agree to what happens in school",
                "Social care: for short breaks and help at home, after an assessment",
                "Health: for people with NHS continuing care, and some others. Ask your nurse or the NHS",
            ),
            heading("3 ways to run it"),
            points(
                "A direct payment: the money comes to you, and you pay",
                "Somebody else holds it: a charity or company pays for you",
                "We hold it: you choose, we pay",
            ),
            heading("If you take a direct payment"),
            points(
                "Use a bank account for it alone, and keep receipts",
                "If you hire a helper, you are an employer: pay, holidays, pension and insurance. A support service "
                "can do this with you",
                "We look at it with you, and change it when needs change",
            ),
        ),
        ask_us(council),
    ]


MONEY: Final = (
    AdvicePage(
        "money",
        "Money: DLA, PIP and more",
        "Benefits and grants for families, how to fill in the form, and what to do after a no.",
        _money,
        topics=("money-personal-budgets",),
    ),
    AdvicePage(
        "personal-budgets",
        "Personal budgets and direct payments",
        "Having a say in how the money for your child’s help is spent.",
        _personal_budgets,
        topics=("money-personal-budgets", "short-breaks"),
    ),
)
