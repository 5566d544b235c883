"""Health and days at home: assessments, talking, feelings, sleep."""

from typing import Final

from cms.pages.blocks import Block, heading, points, say, steps, text
from localoffer.demo.advice.page import AdvicePage, ask_us
from tenants.councils.models import Council


def _assessment(council: Council) -> list[Block]:
    return [
        text(
            say(
                "You may wonder if your child is autistic or has ADHD. An NHS assessment is free. It can take a long "
                "time to get one, but help does not have to wait for it: schools, clubs and most services on this "
                "site go by what your child needs, not by a diagnosis."
            ),
            heading("How to ask"),
        ),
        steps(
            (
                "Write down what you see",
                "At home, at school and with others, now and when your child was small. Films on your phone help too.",
            ),
            (
                "Talk to school",
                "Ask the SENCO or nursery what they see. In many places they make the referral.",
            ),
            (
                "Ask for a referral",
                "Your GP, health visitor or school can ask the specialist team. Ask for a copy of what they send.",
            ),
            (
                "Wait, with support",
                "Ask how long it takes now, how to tell the team if things get worse, and what you can use meanwhile.",
            ),
            (
                "The assessment",
                "Doctors, psychologists or therapists talk to you, watch and talk or play with your child, and ask "
                "school.",
            ),
            ("The answer", "You get a report in writing. Ask what it means and who helps next."),
        ),
        text(
            heading("How long it takes"),
            say(
                "National guidance says that an autism assessment should start within 3 months. In most of England "
                "it takes much longer. If your GP makes the referral, ask about your right to choose another "
                "provider that works for the NHS: the wait may be shorter."
            ),
            heading("While you wait"),
            points(
                "Ask the school for SEN support now",
                "Join a course or a group for parents: you do not need a diagnosis",
                "Use pictures or lists to show what comes next in the day",
                "Plan quiet time after school and after busy places",
            ),
            heading("If the answer is no"),
            say("Your child’s needs are still real. School must still help. You can ask for a second opinion."),
        ),
        ask_us(council),
    ]


def _talking(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Some children talk late. Some talk a lot but find it hard to understand, to be understood or to "
                "have a chat. Speech and language therapists help with all of these, and with stammers and "
                "swallowing."
            ),
            heading("When to ask for help"),
            points(
                "No babbling or pointing by 12 months",
                "Hardly any words by 18 months, or no 2 words together by 2½",
                "Strangers cannot understand much of what your child says at 3½",
                "Your child stammers, and it worries them or you",
                "Your child talks at home but not at nursery or school",
                "At any age: words or skills that your child had are gone. See your GP soon",
            ),
            heading("Who can help"),
            say(
                "Ask your health visitor, nursery, school or GP for a referral. Some teams let parents refer "
                "themselves or run drop-ins and phone lines. Ask for a hearing test too: glue ear is common and "
                "easy to miss."
            ),
            heading("What helps at home"),
            points(
                "Get down to your child’s level, face to face",
                "Say a little less, a little slower, and wait: count to 10 in your head",
                "Talk about what they are looking at",
                "Add one word: they say “car”, you say “red car”",
                "Use pictures, pointing and signs such as Makaton. Signs do not stop speech, they bring it on",
                "Speak the language that you speak best. Growing up with 2 languages does no harm",
            ),
            heading("At school"),
            say("The SENCO can plan small groups, pictures and simpler words in class, with a therapist’s advice."),
        ),
        ask_us(council),
    ]


def _feelings(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Worry, anger and sadness are part of growing up. Ask for help when they last for weeks, or stop "
                "your child from sleeping, eating, seeing friends or going to school."
            ),
            heading("Where to start"),
            points(
                "School or college: ask if it has a mental health support team or a counsellor",
                "Your GP, who can refer your child to the children and young people’s mental health team (CAMHS)",
                "The team itself: many let parents and young people ask for help without a GP",
                "Childline, for children and young people: free on 0800 1111, day and night",
            ),
            heading("If your child is disabled or autistic"),
            say(
                "They have the same right to help with their feelings as anybody. Ask the team what it changes: a "
                "quiet room, pictures, shorter visits, somebody who knows your child. “It is just the autism” is not "
                "an answer."
            ),
            heading("When feelings get too big"),
            points(
                "Keep everyone safe. Give space, say little, turn down noise and light",
                "It is a storm, not a choice. Talk about it later, when all are calm",
                "Look for what came before: hunger, noise, change, pain, a long day of holding on",
                "Make a plan together for next time, and share it with school",
            ),
            heading("Look after yourself"),
            say("You matter too. Ask your GP, a parents’ group, or us about a carer’s assessment and a break."),
        ),
        (
            "notice",
            {
                "title": "Help right now",
                "text": "If somebody is in danger, call 999 or go to A&E. For urgent help at any hour and any age, "
                "call 111 and choose the mental health option.",
            },
        ),
        ask_us(council),
    ]


def _sleep(council: Council) -> list[Block]:
    return [
        text(
            say(
                "Many children with SEND find it hard to fall asleep or to stay asleep. It wears everybody out. "
                "Small changes, kept up for a few weeks, often help more than you would think."
            ),
            heading("Try this for 2 weeks"),
        ),
        steps(
            ("Keep a diary", "When did they go to bed, fall asleep, wake up? What happened just before?"),
            ("Get up at the same time", "At weekends too. It sets the body’s clock more than bedtime does."),
            ("Screens off an hour before bed", "Dim the lights, draw the curtains, play something quiet together."),
            (
                "The same steps each night",
                "Such as: snack, bath, pyjamas, story, bed. Pictures of each step help many children.",
            ),
            ("A room for sleep", "Dark, quiet and not too warm. Check labels, seams and covers with your child."),
            ("Back to bed calmly", "If they get up, say the same few words each time and lead them back."),
        ),
        text(
            heading("See your GP or health visitor if your child"),
            points(
                "snores loudly, gasps or stops breathing for moments",
                "has pain, itching, reflux, jerks or seizures at night",
                "is very sleepy in the day, or very worried about the night",
            ),
            heading("Medicine"),
            say(
                "A specialist may prescribe melatonin for some children when other steps were not enough. It works "
                "best together with a bedtime routine. Do not buy it online."
            ),
            heading("Help for you"),
            say(
                "Sleep workshops, sleep practitioners and some health visitors make a plan with you. If nights leave "
                "you worn out, ask us about short breaks."
            ),
        ),
        ask_us(council),
    ]


HEALTH: Final = (
    AdvicePage(
        "autism-adhd-assessment",
        "Asking for an autism or ADHD assessment",
        "How to be referred, how long it takes, and what helps while you wait. Most help needs no diagnosis.",
        _assessment,
        needs=("autism", "adhd"),
        topics=("diagnosis-assessment",),
    ),
    AdvicePage(
        "talking",
        "Late to talk, or hard to understand",
        "When to ask for speech and language therapy, who refers, and what helps at home.",
        _talking,
        needs=("speech-language-communication",),
    ),
    AdvicePage(
        "feelings",
        "Worry, anger and low mood",
        "Where to find help with mental health and meltdowns, and what to do in a crisis.",
        _feelings,
        topics=("mental-health",),
    ),
    AdvicePage(
        "sleep",
        "Better nights: help with sleep",
        "6 things to try, when to see a doctor, and who helps families that do not sleep.",
        _sleep,
        needs=("sleep",),
    ),
)
