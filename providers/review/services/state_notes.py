"""Free words that are said without review: whether families read them at once, and what officers decide about them.

That a service is closed holds at once, whoever says it. The words beside it, and a waiting time, which is nothing but
words, wait for an officer where something in them should be looked at, where they were taken down before, or always by
the council's settings. Until then families read the closure without words, and the waiting time that was said before,
with its own day. What the council says itself goes live.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.listings.models import ListingState, PlaceWaitingTime, Service, StateNote
from providers.listings.permissions import require_editor, require_officer
from providers.listings.services.log_entries import log_each
from providers.listings.services.state import set_temporarily_closed, set_waiting_time
from providers.listings.services.waiting_times import set_place_waiting_time, set_waiting_times
from providers.review.errors import NotAllowed, WrongState
from providers.review.note_words import known_words, why_to_look
from providers.review.notices import owe_note_news
from providers.review.services.decisions import require_reason
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

Standing, Subject = StateNote.Standing, StateNote.Subject
_MOVED_ON = "These words were changed meanwhile, so there is nothing to decide."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words about a service, or one place of it: `before` is what families read until now, `known` is text that they
    read already, such as its name."""

    service: Service
    subject: StateNote.Subject
    words: str
    before: str
    known: str
    place: UUID | None = None

    @property
    def key(self) -> tuple[int, str, UUID | None]:
        """What earlier words are about when these take their place."""
        return self.service.state.pk, self.subject, self.place


@transaction.atomic
def say_what_holds(
    *, user: User | None, service: Service, waiting_time: str, places: Mapping[UUID, str], closed: bool, note: str
) -> bool:
    """Say how long families wait, as a whole and at places, and whether it is closed for now; gives whether some of the
    words wait for an officer. Raises NotAllowed."""
    require_editor(user, service)
    state = ListingState.objects.select_for_update(of=("self",)).get(service_id=service.pk)
    at_places = dict(PlaceWaitingTime.objects.filter(state=state).values_list("place", "waiting_time"))
    known = known_words(service)

    def said(subject: StateNote.Subject, words: str, before: str, place: UUID | None = None) -> Said:
        return Said(service=service, subject=subject, words=words.strip(), before=before, known=known, place=place)

    closed_before = state.closed_note if state.temporarily_closed else ""
    about = [
        said(Subject.CLOSED, note if closed else "", closed_before),
        said(Subject.WAITING_TIME, waiting_time, state.waiting_time),
        *(said(Subject.WAITING_TIME, words, at_places.get(place, ""), place) for place, words in places.items()),
    ]
    read = let_be_read(user=user, said=about)
    closure, whole, *rest = zip(about, read, strict=True)
    set_waiting_times(
        user=user,
        service=service,
        whole=whole[0].words if whole[1] else None,
        places={each.place: each.words for each, goes in rest if goes and each.place},
    )
    set_temporarily_closed(user=user, service=service, closed=closed, note=closure[0].words if closure[1] else "")
    return not all(read)


@transaction.atomic
def say_waiting_time(*, user: User | None, service: Service, words: str, checked: date | None) -> None:
    """Say how long families wait, as it was true on a day; the words may wait for an officer. Raises NotAllowed."""
    require_editor(user, service)
    before, known = service.state.waiting_time, known_words(service)
    said = Said(service=service, subject=Subject.WAITING_TIME, words=words, before=before, known=known)
    if all(let_be_read(user=user, said=[said])):
        set_waiting_time(user=user, service=service, waiting_time=words, checked=checked)


def let_be_read(*, user: User | None, said: Sequence[Said]) -> list[bool]:
    """Note down what was said about services, in the caller's transaction, and give which of it families may read now;
    the caller writes that."""
    rules, outside = review_settings(), user is not None and not is_officer(user)
    earlier: dict[tuple[int, str, UUID | None], list[StateNote]] = {}
    for note in StateNote.objects.filter(state__in={each.key[0] for each in said}).exclude(standing=Standing.REPLACED):
        earlier.setdefault((note.state_id, note.subject, note.place), []).append(note)
    made: list[tuple[Said, StateNote]] = []
    read: list[bool] = []
    for each in said:
        notes = earlier.get(each.key, [])
        if any(note.standing == Standing.WAITING and note.words == each.words for note in notes):
            read.append(False)
            continue
        changes = each.words != each.before
        risks = why_to_look(each.words, each.known) if outside and changes else ()
        again = any(note.standing == Standing.TAKEN_DOWN and note.words == each.words for note in notes)
        waits = outside and changes and bool(each.words) and bool(risks or rules.words_wait or again)
        read.append(not waits)
        _replace(note for note in notes if note.standing == Standing.WAITING or (changes and not waits))
        if outside and changes and each.words:
            made.append((each, _note(each, user, risks, Standing.WAITING if waits else Standing.LIVE)))
    _save(user, made)
    return read


@transaction.atomic
def approve_words(*, user: User, note: StateNote) -> None:
    """Let families read words that wait, or that were taken down. Raises NotAllowed for all but officers who didn't say
    them, WrongState when they were changed meanwhile."""
    locked = _lock(user, note, Standing.WAITING, Standing.TAKEN_DOWN)
    if locked.subject == Subject.CLOSED and not locked.state.temporarily_closed:
        raise WrongState("It is open again, so families don't read these words.")
    others = StateNote.objects.filter(state=locked.state, subject=locked.subject, place=locked.place)
    _replace(others.filter(standing__in=[Standing.LIVE, Standing.WAITING]).exclude(pk=locked.pk))
    _decide(locked, user, Standing.LIVE, "")
    _write(locked, locked.words)


@transaction.atomic
def take_words_down(*, user: User, note: StateNote, reason: str) -> None:
    """Refuse words that wait, or take away what families read; who said them is told why.

    Raises NotAllowed for all but officers who didn't say them, WrongState without a reason or when they were changed
    meanwhile.
    """
    require_reason(reason)
    locked = _lock(user, note, Standing.WAITING, Standing.LIVE)
    was_read = locked.standing == Standing.LIVE
    _decide(locked, user, Standing.TAKEN_DOWN, reason.strip())
    if was_read:
        _write(locked, "")


def _note(said: Said, user: User | None, risks: Sequence[str], standing: StateNote.Standing) -> StateNote:
    return StateNote(
        state=said.service.state,
        subject=said.subject,
        place=said.place,
        words=said.words,
        risks=list(risks),
        standing=standing,
        said_by=user,
        said_on=timezone.localdate(),
    )


def _save(user: User | None, made: Sequence[tuple[Said, StateNote]]) -> None:
    notes = StateNote.objects.bulk_create(note for _, note in made)
    data = [
        {"note": note.pk, "words": note.words, "waits": note.standing == Standing.WAITING, "risks": note.risks}
        for note in notes
    ]
    log_each([said.service for said, _ in made], "review.words", user, data=data)


def _replace(notes: Iterable[StateNote]) -> None:
    keys = [note.pk for note in notes if note.standing != Standing.TAKEN_DOWN]
    if keys:
        StateNote.objects.filter(pk__in=keys).update(standing=Standing.REPLACED)


def _lock(user: User, note: StateNote, *standings: StateNote.Standing) -> StateNote:
    require_officer(user)
    list(ListingState.objects.select_for_update(of=("self",)).filter(pk=note.state_id).values_list("pk"))
    locked = StateNote.objects.select_related("state__service", "said_by").get(pk=note.pk)
    if locked.said_by == user:
        raise NotAllowed("You said this, so another officer must decide on it.")
    if locked.standing not in standings:
        raise WrongState(_MOVED_ON)
    return locked


def _decide(note: StateNote, user: User, standing: StateNote.Standing, reason: str) -> None:
    note.standing, note.decided_by, note.reason = standing, user, reason
    note.save(update_fields=["standing", "decided_by", "reason"])
    action = "review.words_approve" if standing == Standing.LIVE else "review.words_take_down"
    data = {"note": note.pk, "words": note.words, **({"comment": reason} if reason else {})}
    log(instance=note.state.service, action=action, user=user, data=data)
    owe_note_news(note)


def _write(note: StateNote, words: str) -> None:
    """Make them what families read, on the day they were said; empty words take away what they read, if it is these."""
    service, state = note.state.service, note.state
    if note.subject == Subject.CLOSED:
        if words or state.closed_note == note.words:
            set_temporarily_closed(user=None, service=service, closed=state.temporarily_closed, note=words)
    elif note.place is None:
        if words or state.waiting_time == note.words:
            set_waiting_time(user=None, service=service, waiting_time=words, checked=note.said_on if words else None)
    else:
        set_place_waiting_time(service=service, place=note.place, words=words, checked=note.said_on)
