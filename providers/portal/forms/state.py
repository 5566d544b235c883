"""What changes at once, without review: waiting times, being closed for now, and whether families find it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms

from providers.listings.models import ListingState, PlaceWaitingTime, Service, StateNote
from providers.listings.projection import is_withheld, place_label
from providers.listings.services.waiting_times import LONGEST
from providers.portal.forms.base import text
from providers.portal.services import Visibility
from tenants.inputs.forms import PlainForm

_PREFIX: Final = "waiting_"
WAITS: Final = "Waiting for the council. Families don’t read these words yet."


class NowForm(PlainForm):
    """Whether families find it closed for now, and how long they wait: as a whole and, with several places, at each."""

    waiting_time = text("How long do families wait?", hint="For example: about 6 weeks.", most=LONGEST)
    temporarily_closed = forms.BooleanField(label="This service is closed for now", required=False)
    note = text("What should families know?", hint="For example: we open again on 6 January.", most=300)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = service.state
        self.initial = {
            "waiting_time": state.waiting_time,
            "temporarily_closed": state.temporarily_closed,
            "note": state.closed_note,
        }
        known = {each.place: each for each in PlaceWaitingTime.objects.filter(state=state)}
        places = service.service_at_locations.all()
        rows = [row for row in places if (row.postcode or row.address) and not is_withheld(row)]
        self._places: Sequence[UUID] = [row.uuid for row in rows] if len(rows) > 1 else []
        for row in rows if self._places else ():
            label = f"Only at {place_label(row) or row.address}"
            self.fields[f"{_PREFIX}{row.uuid}"] = text(label, most=LONGEST)
            self.initial[f"{_PREFIX}{row.uuid}"] = known[row.uuid].waiting_time if row.uuid in known else ""
        self._show_what_waits(state)
        self.order_fields(
            ["waiting_time", *(name for name in self.fields if name.startswith(_PREFIX)), "temporarily_closed", "note"]
        )

    def _show_what_waits(self, state: ListingState) -> None:
        """Fill in words that wait for an officer, in place of what families read, and say so beside them."""
        for note in StateNote.objects.filter(state=state, standing=StateNote.Standing.WAITING):
            closed = note.subject == StateNote.Subject.CLOSED
            name = "note" if closed else f"{_PREFIX}{note.place}" if note.place else "waiting_time"
            if name in self.fields:
                self.initial[name] = note.words
                self.fields[name].help_text = WAITS

    @property
    def places(self) -> dict[UUID, str]:
        """The answers for single places. Call it on a valid form."""
        return {uuid: self.cleaned_data[f"{_PREFIX}{uuid}"] for uuid in self._places}


class ShownForm(PlainForm):
    """Whether families can find a listing."""

    shown = forms.ChoiceField(
        label="Can families find it?",
        choices=[
            (Visibility.SHOWN, "Yes, show what the council has approved"),
            (Visibility.PAUSED, "No, hide it for a while: we will show it again"),
            (Visibility.ARCHIVED, "No, take it down: it has ended, or was never finished"),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Say whether families can find it"),
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"shown": Visibility.of(service.state)}

    def clean_shown(self) -> Visibility:
        """The answer as what it stands for."""
        return Visibility(self.cleaned_data["shown"])
