"""What officers do with a comment: each act with its form, the service that does it, and what they read then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from cms.voice.forms.desk import ActForm, AnswerForm, FactForm, FileForm, PassOnForm, PublishForm, RefuseForm
from cms.voice.kinds import Refusal, State, Theme
from cms.voice.models import Comment
from cms.voice.services import answering, deciding
from tenants.accounts.models import User

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act; `do` raises VoiceError where it can't be."""

    form: type[ActForm]
    do: Callable[[User, Comment, Given], object]
    done: str


def _file(user: User, comment: Comment, given: Given) -> None:
    deciding.file_under(user=user, comment=comment, version=given["version"], theme=Theme(given["theme"]))


def _publish(user: User, comment: Comment, given: Given) -> None:
    deciding.publish_comment(user=user, comment=comment, **given)


def _refuse(user: User, comment: Comment, given: Given) -> None:
    deciding.refuse(user=user, comment=comment, version=given["version"], reason=Refusal(given["reason"]))


def _flag(user: User, comment: Comment, given: Given) -> None:
    deciding.flag(user=user, comment=comment, **given)


def _answer(user: User, comment: Comment, given: Given) -> None:
    answering.answer(user=user, comment=comment, **given)


def _mended(user: User, comment: Comment, given: Given) -> None:
    answering.close_fact(user=user, comment=comment, mended=True, **given)


def _right(user: User, comment: Comment, given: Given) -> None:
    answering.close_fact(user=user, comment=comment, mended=False, **given)


def _pass_on(user: User, comment: Comment, given: Given) -> None:
    answering.pass_on(user=user, comment=comment, version=given["version"], words=given["message"])


ACTS: Final = {
    "file": Act(form=FileForm, do=_file, done="Filed."),
    "publish": Act(form=PublishForm, do=_publish, done="Published. Now it waits for your answer."),
    "refuse": Act(form=RefuseForm, do=_refuse, done="Not published. Whoever wrote it reads why, by their receipt."),
    "flag": Act(form=ActForm, do=_flag, done="Whoever keeps children safe has been mailed."),
    "answer": Act(form=AnswerForm, do=_answer, done="Your answer is public, below the comment."),
    "mended": Act(form=FactForm, do=_mended, done="Noted as put right. The receipt says so."),
    "right": Act(form=FactForm, do=_right, done="Noted as right already. The receipt says so."),
    "pass-on": Act(form=PassOnForm, do=_pass_on, done="Sent. Their answer comes in the listing’s conversation."),
}


def forms_of(comment: Comment) -> dict[str, ActForm]:
    """The form of each act, as the comment's page shows it first."""
    words = comment.public_words or comment.words
    told = "Somebody says that something in your listing is wrong:" if comment.is_fact else "A family says:"
    initial: dict[str, dict[str, Any]] = {
        "file": {"theme": comment.theme},
        "publish": {"words": comment.words if comment.state != State.PUBLISHED else comment.public_words},
        "answer": {
            "response": comment.response,
            "action": comment.action,
            "action_on": comment.action_on or timezone.localdate(),
        },
        "pass-on": {"message": f"{told}\n\n“{words}”\n\nWhat would you like us to say?"},
    }
    return {
        code: act.form(initial={"version": comment.version, **initial.get(code, {})}, auto_id=f"id_{code}_%s")
        for code, act in ACTS.items()
    }
