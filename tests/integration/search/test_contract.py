"""What a search answers as JSON is what `infra/docs/contracts.md` says."""

from tests.contract.listings import at, listing, north, put
from tests.unit.project.contract import item

TITLE = "JSON of `/api/search`"


def keys(beginning: str) -> tuple[str, ...]:
    """The keys that a line of the contract names."""
    return item(TITLE, beginning)


def test_an_answer_has_the_keys_of_the_contract(alpha, client_for, postcode):
    put(listing("Autism club", needs=("autism",), sectors=("leisure",), places=at(north(1.2))))

    answer = client_for(alpha).get(f"/api/search?q=autism&postcode={postcode}").json()

    assert set(keys("Always:")) <= set(answer)
    assert set(answer) <= {*keys("Always:"), *keys("Where there is something to say:")}
    assert tuple(answer["understood"][0]) == keys("Each of `understood`")
    assert tuple(answer["facets"]["sector"][0]) == keys("Each choice of a facet")
    assert {*answer["results"][0]} == {*keys("Each of `results`")}


def test_what_is_said_only_sometimes_has_the_keys_of_the_contract(alpha, client_for, postcode):
    put(listing("Autism club", needs=("autism",), places=at(north(9))))

    narrow = client_for(alpha).get(f"/api/search?q=autism&postcode={postcode}&radius=1").json()
    unknown = client_for(alpha).get("/api/search?postcode=ZZ99+9ZZ").json()

    assert tuple(narrow["relaxations"][0]) == keys("Each of `relaxations`")
    danger = client_for(alpha).get("/api/search?q=my+husband+hits+me").json()
    sometimes = {"notices", "relaxations", "errors", "urgent_help"}
    assert set(keys("Where there is something to say:")) == sometimes
    assert tuple(danger["urgent_help"][0]) == keys("Each of `urgent_help`")
    assert danger["urgent_help"][0]["url"] == "tel:999"
    assert "urgent_help" not in unknown
    assert list(unknown["errors"]) == ["postcode"]
