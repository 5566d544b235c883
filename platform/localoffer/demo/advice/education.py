"""Learning: the first years, help at school, and not being able to go."""

from typing import Final

from cms.pages.blocks import Block, heading, points, say, steps, text
from localoffer.demo.advice.page import AdvicePage, ask_us
from tenants.councils.models import Council


def _first_years(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Every child grows at their own pace. If yours is slower to walk, talk, play or join in than others "
                "of the same age, you do not have to wait and see. Asking early is never a waste of anyone’s time."
            ),
            heading("Who to ask first"),
            points(
                "Your health visitor. Every child is offered a check at 9 to 12 months and at 2 to 2½ years, and you "
                "can phone in between",
                "Your GP, most of all if your child has lost words or skills that they had",
                "The SENCO at the nursery, or your childminder",
                "A family hub or children’s centre near you",
            ),
            heading("Help at nursery"),
            say(
                "Nurseries, pre-schools and childminders that get public money must look out for special educational "
                "needs and help. They should talk to you, write down what they will try, and look at it again with "
                "you. They can ask us for extra money or for a specialist to visit."
            ),
            heading("Free hours"),
            say(
                "All 3 and 4-year-olds get 15 free hours a week in term time. A 2-year-old gets them too if they get "
                "Disability Living Allowance or have an EHC plan. Working parents may get 30 hours from the age of 9 "
                "months. If your child gets Disability Living Allowance, tell the nursery: it can claim extra money "
                "each year to include your child."
            ),
            heading("Help at home"),
            say(
                "Portage workers visit children under 5 who have more complex needs. They play with your child and "
                "show you small steps that you can practise together."
            ),
        ),
        ask_us(council),
    ]


def _sen_support(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Most children with special educational needs get their help without a plan. It is called SEN "
                "support. Every state school, nursery and college must give it. Your child needs no diagnosis."
            ),
            heading("How it works"),
        ),
        steps(
            ("Look at what is hard", "The teacher and the SENCO ask you and your child, and may ask a specialist."),
            ("Agree what to try", "You should be told what the help is, who gives it and what it should change."),
            ("Do it", "The class teacher stays in charge, even when somebody else gives the help."),
            ("Check if it works", "Together, at least 3 times a year. Then change what did not help."),
        ),
        text(
            heading("What the help can be"),
            points(
                "Work that is broken into smaller steps, or printed larger",
                "A quiet place, movement breaks or a different uniform",
                "A small group for reading, talking or friendships",
                "Time with a teaching assistant, or a programme from a therapist",
                "More time or a reader in tests and exams",
            ),
            heading("Before you meet the school"),
            points(
                "Write down what is hard, when, and what helps at home",
                "Ask your child what they would change first",
                "Ask for notes of what was agreed and for the date of the next meeting",
                "Read the school’s SEN information report. It has to be on its website",
            ),
            heading("If it is not enough"),
            say(
                "Ask the SENCO what else the school can try and who could advise. You can ask for an EHC needs "
                "assessment at any time: the school does not have to agree. If you are unhappy with the school, talk "
                "to the head teacher, then use the school’s complaints procedure."
            ),
        ),
        ask_us(council),
    ]


def _cannot_go(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Tummy aches on Sunday night. Tears at the gate. Not getting out of bed. Some children want to go to "
                "school and cannot. It is not naughty and it is not bad parenting. The sooner you ask for help, the "
                "easier it is to turn around."
            ),
            heading("What you can do this week"),
            points(
                "Listen first. Ask what the hardest part of the day is: the bus, the noise, one lesson, break time?",
                "Tell the school in writing and ask to meet the SENCO and the class teacher or head of year",
                "Keep mornings calm and the same each day. Keep bedtime, meals and some fresh air going",
                "Keep a diary of good and bad days. It often shows what sets things off",
                "See your GP if your child is very anxious or low, or has pain",
            ),
            heading("What the school can do"),
            points(
                "Name one adult who meets your child each morning",
                "Find out if needs were missed, such as autism, ADHD, dyslexia or bullying",
                "Agree a plan of small steps that your child helps to make",
                "Change what hurts: a quiet way in, a shorter day for a while, a pass to leave the room",
                "Mark absence as illness when your child is too unwell to attend, in mind or body",
            ),
            heading("If your child is away for long"),
            say(
                "When it is clear that a child of school age will miss 15 days or more because of their health, we "
                "must see that they get suitable education, full time or as much as they can manage. It can be at "
                "home, online or in a small setting. You or the school can tell us."
            ),
            heading("Is it time for a plan?"),
            say("If the help at school is not enough, you can ask us for an EHC needs assessment."),
        ),
        (
            "notice",
            {
                "title": "If your child is in danger",
                "text": "If they have hurt themselves or you cannot keep them safe, call 999. For urgent help with "
                "mental health at any hour, call 111 and choose the mental health option.",
            },
        ),
        ask_us(council),
    ]


EDUCATION: Final = (
    AdvicePage(
        "first-years",
        "Worried about your child’s development? The first 5 years",
        "Who to ask when a baby, toddler or pre-school child is slower to walk, talk or play, and the help there is.",
        _first_years,
        topics=("early-years-childcare", "family-hubs"),
    ),
    AdvicePage(
        "sen-support",
        "Help at school without a plan",
        "What SEN support is, what a school should do, and what to ask for when you meet the SENCO.",
        _sen_support,
        topics=("sen-support",),
    ),
    AdvicePage(
        "cannot-go-to-school",
        "When your child finds it hard to go to school",
        "School avoidance, sometimes called EBSA or school refusal: first steps, what school can do, and our duty.",
        _cannot_go,
        needs=("school-avoidance",),
    ),
)
