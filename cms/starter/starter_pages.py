"""The pages a new council starts with: true anywhere in England, in families' words, naming the council from its row.

The council's editors own them from then on. Facts: Children and Families Act 2014, SEND Regulations 2014, SEND Code of
Practice (9.8 to 9.44 for the needs assessment).
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from cms.pages.blocks import Block, heading, link, points, say, steps, text, timeline, ways_to_reach
from tenants.councils.models import Council


class StarterPage(NamedTuple):
    """One page: its address, its words, the codes of its topics, and its blocks for a council."""

    slug: str
    title: str
    summary: str
    topics: tuple[str, ...]
    body: Callable[[Council], list[Block]]


def _about(council: Council) -> list[Block]:
    return [
        text(
            say(
                "{name} publishes this SEND Local Offer. It brings together education, health and care services, and "
                "much more, for children and young people from birth to 25 who have special educational needs or a "
                "disability (SEND), and for their families.",
                name=council.name,
            ),
            say("You do not need a diagnosis or a plan to use it."),
            heading("What you can find here"),
            points(
                "Nurseries, schools and colleges, and the help they give",
                "Health services and therapies, and how to be referred",
                "Social care, short breaks and help at home",
                "Help to prepare for adult life: work, a home, friends and health",
                "Clubs and things to do, travel, money and advice",
                "Services further away, or across England, that families here can use",
            ),
            heading("How it is kept true"),
            say(
                "The people who run a service can write about it here. Each service’s page says who wrote it, who "
                "checked it and when. If something is wrong, tell us and we will look into it."
            ),
            heading("Being on it is not a recommendation"),
            say("We list what is there. Please ask a service your own questions before you decide."),
            heading("Help us make it better"),
            say("Tell us what is missing, hard to find or hard to read. You can do that by:"),
            points(*ways_to_reach(council)),
        )
    ]


def _ehc_needs_assessment(council: Council) -> list[Block]:
    return [
        text(
            say(
                "An education, health and care (EHC) needs assessment finds out what help a child or young person "
                "needs. It can lead to an EHC plan, which the law says must be followed."
            ),
            heading("When we must carry one out"),
            say("Two questions count, and nothing else. A diagnosis, a level or a number of terms is no condition."),
            points(
                "Does your child have, or may they have, special educational needs?",
                "May they need the help of a plan, because a school or college can’t give enough by itself?",
            ),
            heading("Who can ask"),
            points(
                "A parent or carer",
                "A young person aged 16 to 25, for themselves",
                "A nursery, school or college",
            ),
            say("Anyone else who is worried about a child can also tell us, for example a doctor or a social worker."),
            heading("How to ask"),
        ),
        steps(
            (
                "Talk to the school or nursery",
                "Ask for the SENCO. They can say what help is in place and what has been tried. "
                "You can still ask us if they do not agree.",
            ),
            (
                "Ask us in writing",
                "Write or email and say what your child finds hard and what help they get now. "
                "You do not need a form or a lawyer.",
            ),
            (
                "Keep the date",
                "The time starts on the day when we get it. Your child’s help at school goes on meanwhile.",
            ),
        ),
        text(heading("What happens next")),
        timeline(
            "the day when we got your request",
            ("We say if we will assess", 6, "weeks", "In a letter, and why. You can appeal a no.", "regulation 5(3)"),
            (
                "If we will make no plan, we say so",
                16,
                "weeks",
                "After advice from you, your child, the school, health, social care and an educational psychologist. "
                "If there will be a plan, a draft comes, and you have at least 15 days to comment.",
                "regulations 6, 10 and 13(1)",
            ),
            (
                "The final plan is in place",
                20,
                "weeks",
                "It names the school or college. A few exceptions, such as school holidays, make the time longer.",
                "regulation 13(2)",
            ),
        ),
        text(
            heading("If you do not agree"),
            say(
                "You can appeal to the SEND Tribunal about a no and about what a plan says. "
                "You have 2 months from the date of our letter, or 1 month from "
                "your mediation certificate, whichever is later. Mediation and appeals are free. So is advice from "
                "your local SEND information, advice and support service (SENDIASS)."
            ),
            heading("Ask us"),
            points(*ways_to_reach(council)),
        ),
    ]


def _get_help(council: Council) -> list[Block]:
    return [
        text(
            say("You can ask {name} for anything on this site without going online. It is free.", name=council.name),
            heading("Ask for it your way"),
            points(
                "In print or large print",
                "In easy read",
                "In another language",
                "In braille or as audio",
                "In British Sign Language (BSL)",
                "Read out to you over the phone",
            ),
            say(
                "You can also {files} yourself, or {post}.",
                files=link("print or download it", "/print/"),
                post=link("ask for a copy by post", "/copies/"),
            ),
            heading("How to ask"),
            points(*ways_to_reach(council)),
            say(
                "Tell us what you need to know, how you would like it, and where to send it. We can also look for "
                "services for you and read out what we find."
            ),
            heading("Use a computer near you"),
            say("Libraries and family hubs have computers that you can use for free. Staff there can help you search."),
            heading("If you are Deaf or find it hard to speak on the phone"),
            say(
                "Email or write to us, and say how you would like us to answer. To call, use Relay UK: dial 18001 "
                "before our number, or use the Relay UK app. If we meet, we can book a BSL interpreter. It is free."
            ),
        ),
        ("notice", {"title": "Is somebody in danger?", "text": "Call 999. For urgent medical help call 111."}),
    ]


def _accessibility(council: Council) -> list[Block]:
    return [
        text(
            say(
                "This statement is about the SEND Local Offer of {name}. We want everyone to be able to use it.",
                name=council.name,
            ),
            say("You should be able to:"),
            points(
                "zoom in to 400% without losing anything",
                "use all of it with a keyboard alone",
                "use it with a screen reader",
                "use it on a small phone, and with JavaScript turned off",
                "print any page",
            ),
            heading("How accessible it is"),
            say(
                "The site is built to meet the Web Content Accessibility Guidelines version 2.2, level AA. Its pages "
                "are tested with automatic tools each time it changes."
            ),
            say(
                "Some things may not be accessible: websites and documents of the services we list. We do not run "
                "those."
            ),
            heading("Tell us about a problem, or ask for another format"),
            points(*ways_to_reach(council)),
            heading("If you are not happy with our answer"),
            say(
                "Contact the Equality Advisory and Support Service (EASS). The Equality and Human Rights Commission "
                "makes sure that public bodies follow the accessibility regulations (the Public Sector Bodies "
                "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018)."
            ),
        )
    ]


def _privacy(council: Council) -> list[Block]:
    return [
        text(
            say(
                "{name} runs this site. This page says what it knows about you. The short answer is: very little.",
                name=council.name,
            ),
            heading("When you look and search"),
            points(
                "We do not ask who you are",
                "We set no cookies while you look and search",
                "We do not use advertising or tracking, and pages load nothing from other companies",
                "Your postcode and the needs you search for are used to answer you. They are not kept with anything "
                "that says who you are",
            ),
            heading("When you save services"),
            say(
                "My list is kept in your own browser. We do not have it. If other people use your computer, clear the "
                "list when you are done."
            ),
            say(
                "If you email the list to yourself, we use your address once and do not keep it. That form sets one "
                "cookie, which keeps the form safe from misuse and says nothing about you."
            ),
            heading("When you sign in"),
            say(
                "Only people who run services, and council staff, sign in. We keep their name, work email address and "
                "what they changed, so that we can check what is published. A cookie keeps them signed in."
            ),
            heading("When you write or phone"),
            say("We use what you tell us to answer you."),
            heading("Your rights"),
            say(
                "You can ask to see what we hold about you, have it put right, or have it deleted. If you are unhappy "
                "with how we use it, complain to us first: we tell you within 30 days that we have your complaint, and "
                "answer without undue delay. Then you can go to the Information Commissioner."
            ),
            points(*ways_to_reach(council)),
        )
    ]


STARTER_PAGES: Final = (
    StarterPage("about", "About the Local Offer", "What it is, who it is for and how it is kept true.", (), _about),
    StarterPage(
        "ehc-needs-assessment",
        "How to ask for an EHC needs assessment",
        "Who can ask, what happens and how long it takes.",
        ("ehc-plans",),
        _ehc_needs_assessment,
    ),
    StarterPage(
        "get-help",
        "Getting help without the internet",
        "By phone, by post, in large print, easy read or another language.",
        (),
        _get_help,
    ),
    StarterPage("accessibility", "Accessibility statement", "How this site works for everyone.", (), _accessibility),
    StarterPage("privacy", "Privacy and cookies", "What this site knows about you.", (), _privacy),
)
