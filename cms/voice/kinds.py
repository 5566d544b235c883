"""What a comment can be about, who it is from, how it came, and what can become of it."""

from django.db.models import TextChoices


class Theme(TextChoices):
    """What a comment is about, in the words of the form. Facts go to be put right, all others to be published."""

    FACT = "fact", "A phone number, time or other fact is wrong"
    QUALITY = "quality", "How good a service is"
    GAP = "gap", "Something is missing"
    GETTING_IN = "getting-in", "Waiting, or getting a place"
    SITE = "site", "Using this website"
    MAKING = "making", "How this Local Offer is made and checked"
    OTHER = "other", "Something else"


class Who(TextChoices):
    """Whom a comment is from."""

    PARENT = "parent", "A parent or carer"
    YOUNG = "young-person", "A child or young person"
    PROFESSIONAL = "professional", "Somebody who works with families"
    OTHER = "other", "Somebody else"
    UNSAID = "unsaid", "I’d rather not say"


class CameBy(TextChoices):
    """How a comment reached the council."""

    FORM = "form", "On the website"
    PHONE = "phone", "By phone"
    PAPER = "paper", "On paper"
    MEETING = "meeting", "At a meeting or event"


class State(TextChoices):
    """Where a comment is. Only a fact is put right or found to be right; only others are published or refused."""

    WAITING = "waiting", "Not looked at yet"
    PUBLISHED = "published", "Published"
    REFUSED = "refused", "Not published"
    MENDED = "mended", "Put right"
    RIGHT = "right", "Was right already"


class FactAnswer(TextChoices):
    """What the listing's people say of a fact that somebody says is wrong."""

    MENDED = "mended", "I have put it right, or sent the change"
    RIGHT = "right", "It is right as it is"


class Refusal(TextChoices):
    """The only reasons for not publishing a comment (SEND Regulations 2014, regulation 56). Criticism is none."""

    ABUSIVE = "abusive", "It is vexatious or abusive"
    INDIVIDUAL = "individual", "It is about the services of one child or young person"
