"""UK postcodes as text: one written form, `MK9 3EJ`, and plain messages when it isn't one."""

import re
from typing import Final

from ukpostcodeutils.validation import is_valid_partial_postcode, is_valid_postcode

from tenants.text.errors import BadText
from tenants.text.kinds import Kind
from tenants.text.plain import folded

NOT_A_POSTCODE: Final = "Enter a full postcode, like MK9 3EJ"
NOT_A_POSTCODE_OR_PART: Final = "Enter a full postcode, like MK9 3EJ, or its first half, like MK9."
FIRST_HALF: Final = f"{{text}} is only the first half of a postcode. {NOT_A_POSTCODE}"
INVENTED: Final = f"The last two letters of a postcode are never C, I, K, M, O or V. {NOT_A_POSTCODE}"
NOT_ENGLAND: Final = "We cover England. For {place}, look for support on {where}."
_ELSEWHERE: Final = {
    "BT": ("Northern Ireland", "nidirect.gov.uk"),
    "JE": ("Jersey", "gov.je"),
    "GY": ("Guernsey", "gov.gg"),
    "IM": ("the Isle of Man", "gov.im"),
}
_AREA_CODES: Final = (
    "AB AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL "
    "GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE "
    "PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR "
    "WS WV YO ZE"
)
_AREAS: Final = frozenset(_AREA_CODES.split())
_SECTOR: Final = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9])")
_LIKE_DIGITS: Final = str.maketrans("OIL", "011")
_NOT_ALPHANUMERIC: Final = re.compile(r"[^A-Z0-9]")
_INVENTED: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9](?:[A-Z][CIKMOV]|[CIKMOV][A-Z])")


class BadPostcode(BadText):
    """Text that isn't a postcode we can use; `message` says so to a family."""

    def __init__(self, message: str = NOT_A_POSTCODE) -> None:
        super().__init__(message)
        self.message = message


class PostcodeElsewhere(BadPostcode):
    """A postcode outside Great Britain."""


def normalise(text: str) -> str:
    """A full postcode in any case and spacing as `outward inward` in capitals.

    Raises BadPostcode for text that isn't a full postcode, and for those outside Great Britain.
    """
    compact = _compact(text)
    _refuse_elsewhere(compact)
    if not is_valid_postcode(compact) or _area(compact) not in _AREAS:
        raise BadPostcode(_why_not(compact))
    return f"{compact[:-3]} {compact[-3:]}"


def normalise_mistyped(text: str) -> str:
    """A full postcode in which O stands for 0, or I or L for 1, where only a digit can be. Raises BadPostcode."""
    compact = _compact(text)
    for letters in (2, 1):
        meant = compact[:letters] + compact[letters:-2].translate(_LIKE_DIGITS) + compact[-2:]
        if is_postcode(meant):
            return normalise(meant)
    raise BadPostcode


def normalise_outcode(text: str) -> str:
    """The first half of a postcode, in capitals. Raises BadPostcode."""
    compact = _compact(text)
    _refuse_elsewhere(compact)
    if not is_outcode(compact):
        raise BadPostcode
    return compact


def normalise_sector(text: str) -> str:
    """A sector, `MK9 3`, in capitals; its space is needed, as MK93 could be an outcode. Raises BadPostcode."""
    found = _SECTOR.fullmatch(folded(text).upper())
    if not found or not is_outcode(found[1]):
        raise BadPostcode
    return f"{found[1]} {found[2]}"


def is_outcode(text: str) -> bool:
    """True for the first half of a postcode of Great Britain, whatever its case."""
    compact = _compact(text)
    return bool(is_valid_partial_postcode(compact)) and _area(compact) in _AREAS


def is_postcode(text: str) -> bool:
    """True for a full postcode of Great Britain, whatever its case and spacing."""
    try:
        normalise(text)
    except BadPostcode:
        return False
    return True


def outcode(postcode: str) -> str:
    """The outcode of a normalised postcode or sector: `MK9 3EJ` gives `MK9`."""
    return postcode.partition(" ")[0]


def sector(postcode: str) -> str:
    """The sector of a normalised postcode: `MK9 3EJ` gives `MK9 3`."""
    return postcode[:-2]


def _compact(text: str) -> str:
    """Letters and digits alone, also those a phone's keyboard writes wide, in capitals."""
    return _NOT_ALPHANUMERIC.sub("", folded(text).upper())


def _why_not(compact: str) -> str:
    """What to say of text that is no full postcode."""
    if is_outcode(compact):
        return FIRST_HALF.format(text=compact)
    return INVENTED if _INVENTED.fullmatch(compact) else NOT_A_POSTCODE


def _area(compact: str) -> str:
    return compact[:2] if compact[1:2].isalpha() else compact[:1]


def _refuse_elsewhere(compact: str) -> None:
    elsewhere = _ELSEWHERE.get(compact[:2])
    if elsewhere and (is_valid_postcode(compact) or is_valid_partial_postcode(compact)):
        raise PostcodeElsewhere(NOT_ENGLAND.format(place=elsewhere[0], where=elsewhere[1]))


POSTCODE: Final = Kind(name="postcode", read=normalise)
"""A full postcode of Great Britain: what a place of a listing has."""
