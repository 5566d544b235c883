"""What maps draw around a council: from its boundary, its wards, or its postcodes."""

import json

import pytest

from localoffer import cli
from search.places.errors import BadOutlineFile
from search.places.models import Boundary, CouncilOutline, NamedPlace, Postcode, PostcodeArea, Ward
from search.places.services.outlines import derive_outlines, load_outlines
from search.places.services.postcodes import load_postcodes
from tests.open_data import DATA, needs_open_data

MILTON_KEYNES, TRAFFORD = "E06000042", "E08000009"
WARDS = DATA / "trafford/wards.geojson"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(councils):
    for model in (Postcode, PostcodeArea, Ward, NamedPlace, Boundary, CouncilOutline):
        model.objects.all().delete()


def ring(left, bottom, size=0.1):
    right, top = left + size, bottom + size
    return [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]


def feature(properties, *rings, kind="Polygon"):
    coordinates = [rings[0]] if kind == "Polygon" else [[each] for each in rings]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def written(folder, *features):
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def outline(council):
    return CouncilOutline.objects.filter(council=council).first()


def postcodes_on_a_grid(district, west, south, across=8, up=6, step=0.006):
    return [
        Postcode(
            postcode=f"{district[-2:]}{row:02}{column:02}",
            latitude=south + row * step,
            longitude=west + column * step,
            district=district,
            source="test",
        )
        for row in range(up)
        for column in range(across)
    ]


@pytest.mark.parametrize("name", ["LAD24CD", "CTYUA23CD", "lad13cd", "code", "gss_code", "area_code", "UTLA22CD"])
def test_a_boundary_is_found_by_the_names_that_files_use(councils, tmp_path, name):
    assert load_outlines(path=written(tmp_path, feature({name: MILTON_KEYNES}, ring(-0.8, 52.0)))) == 1
    found = outline(councils.alpha)
    assert found.made_from == "boundary"
    assert "Open Government Licence" in found.source
    assert sorted(map(tuple, found.rings[0])) == [(-0.8, 52.0), (-0.8, 52.1), (-0.7, 52.0), (-0.7, 52.1)]
    assert outline(councils.beta) is None


def test_a_ward_is_known_by_its_own_code_beside_its_districts(tmp_path):
    load_outlines(path=written(tmp_path, feature({"LAD23CD": MILTON_KEYNES, "WD23CD": "E05009412"}, ring(-0.8, 52))))
    assert list(Boundary.objects.values_list("code", flat=True)) == ["E05009412"]


def test_wards_are_joined_to_their_councils_outline(councils, tmp_path):
    Ward.objects.bulk_create(
        Ward(code=code, name=code, district=MILTON_KEYNES, latitude=52, longitude=-0.7)
        for code in ("E05000001", "E05000002")
    )
    load_outlines(
        path=written(
            tmp_path,
            feature({"WD24CD": "E05000001"}, ring(-0.8, 52.0)),
            feature({"WD24CD": "E05000002"}, ring(-0.7, 52.0)),
        )
    )
    found = outline(councils.alpha)
    assert found.made_from == "wards"
    assert len(found.rings) == 1
    assert {tuple(corner) for corner in found.rings[0]} >= {(-0.8, 52.0), (-0.6, 52.0), (-0.6, 52.1), (-0.8, 52.1)}


def test_a_ward_nobody_named_goes_to_the_council_of_the_nearest_postcode(councils, tmp_path):
    Postcode.objects.bulk_create(
        [
            Postcode(postcode="MK9 3EJ", latitude=52.05, longitude=-0.75, district=MILTON_KEYNES, source="test"),
            Postcode(postcode="LU7 1AA", latitude=51.95, longitude=-0.75, district="E06000056", source="test"),
        ]
    )
    load_outlines(path=written(tmp_path, feature({"WD24CD": "E05000001"}, ring(-0.8, 52.0))))
    assert outline(councils.alpha).made_from == "wards"


@needs_open_data("trafford/wards.geojson")
def test_trafford_is_joined_from_its_real_wards(councils):
    Postcode.objects.create(postcode="M33 7ZZ", latitude=53.424, longitude=-2.319, district=TRAFFORD, source="test")
    assert load_outlines(path=WARDS) == 21
    found = outline(councils.beta)
    assert (found.made_from, len(found.rings)) == ("wards", 1)
    longitudes, latitudes = zip(*found.rings[0], strict=True)
    assert -2.48 < min(longitudes) < max(longitudes) < -2.25
    assert 53.35 < min(latitudes) < max(latitudes) < 53.49


def test_loading_again_changes_nothing_and_a_better_file_replaces(councils, tmp_path):
    first = written(tmp_path, feature({"code": MILTON_KEYNES, "name": "Old"}, ring(-0.8, 52.0)))
    load_outlines(path=first)
    before = list(Boundary.objects.values_list()), outline(councils.alpha).rings
    load_outlines(path=first)
    assert (list(Boundary.objects.values_list()), outline(councils.alpha).rings) == before
    load_outlines(path=written(tmp_path, feature({"code": MILTON_KEYNES}, ring(-0.9, 52.0))), source="Ours")
    assert outline(councils.alpha).source == "Ours"
    assert [-0.9, 52.0] in outline(councils.alpha).rings[0]


def test_an_island_is_part_of_the_outline(councils, tmp_path):
    islands = feature({"code": MILTON_KEYNES}, ring(-0.8, 52.0), ring(-0.5, 52.0, size=0.02), kind="MultiPolygon")
    load_outlines(path=written(tmp_path, islands))
    assert len(outline(councils.alpha).rings) == 2


GOOD = {"code": MILTON_KEYNES}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (feature({"name": "Milton Keynes"}, ring(-0.8, 52)), "Feature 2 of areas.geojson can't be read: it has no GSS"),
        (feature({"code": "MK"}, ring(-0.8, 52)), "no GSS code"),
        (feature({"code": TRAFFORD}, ring(485000, 238000, size=1000)), "aren't degrees"),
        (feature({"code": TRAFFORD}, ring(-0.8, 52)[:-1]), "isn't closed"),
        (feature({"code": TRAFFORD}, [["a", "b"]] * 5), "isn't GeoJSON|could not convert"),
        ({"type": "Feature", "properties": {"code": TRAFFORD}, "geometry": None}, "neither a Polygon"),
        ({"type": "Feature", "properties": None, "geometry": None}, "isn't GeoJSON"),
        ("feature", "isn't GeoJSON"),
        (feature(GOOD, ring(-0.8, 52)), "has the code E06000042 a second time"),
        (
            {"type": "Feature", "properties": {"code": TRAFFORD}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
            "neither a Polygon",
        ),
    ],
    ids=["no-code", "bad-code", "grid-metres", "open", "letters", "nowhere", "null", "text", "twice", "point"],
)
def test_a_bad_feature_is_named_and_nothing_is_loaded(tmp_path, broken, message):
    with pytest.raises(BadOutlineFile, match=message):
        load_outlines(path=written(tmp_path, feature(GOOD, ring(-0.8, 52)), broken))
    assert not Boundary.objects.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"features": []}', '{"features": 3}', "[" * 100_000])
def test_a_file_that_is_no_geojson_is_answered_in_a_sentence(tmp_path, content):
    path = tmp_path / "areas.geojson"
    path.write_text(content)
    with pytest.raises(BadOutlineFile, match=r"areas\.geojson"):
        load_outlines(path=path)


def test_a_missing_file_is_answered_in_a_sentence(tmp_path):
    with pytest.raises(BadOutlineFile, match="can't be read"):
        load_outlines(path=tmp_path / "nothing.geojson")


def test_without_boundaries_the_outline_follows_the_postcodes(councils):
    Postcode.objects.bulk_create(postcodes_on_a_grid(MILTON_KEYNES, -0.8, 52.0))
    assert derive_outlines([councils.alpha, councils.beta]) == 1
    found = outline(councils.alpha)
    assert found.made_from == "postcodes"
    longitudes, latitudes = zip(*found.rings[0], strict=True)
    assert (min(longitudes), max(longitudes)) == (pytest.approx(-0.8, abs=0.01), pytest.approx(-0.758, abs=0.01))
    assert (min(latitudes), max(latitudes)) == (pytest.approx(52.0, abs=0.006), pytest.approx(52.03, abs=0.006))


def test_a_neighbours_postcodes_stay_outside(councils):
    west = postcodes_on_a_grid(MILTON_KEYNES, -0.80, 52.0)
    east = postcodes_on_a_grid("E06000056", -0.752, 52.0)
    Postcode.objects.bulk_create([*west, *east])
    derive_outlines([councils.alpha])
    assert max(longitude for longitude, _ in outline(councils.alpha).rings[0]) < -0.748


def test_a_stray_postcode_is_no_island(councils):
    stray = Postcode(postcode="ZZ", latitude=52.3, longitude=-0.2, district=MILTON_KEYNES, source="test")
    Postcode.objects.bulk_create([*postcodes_on_a_grid(MILTON_KEYNES, -0.8, 52.0, across=30, up=30), stray])
    derive_outlines([councils.alpha])
    assert len(outline(councils.alpha).rings) == 1


def test_loading_postcodes_draws_the_outlines_anew(councils, tmp_path):
    lines = [
        f"MK9 {row}A{letter},{52 + row * 0.006},{-0.8 + column * 0.006},{MILTON_KEYNES}"
        for row in range(1, 6)
        for column, letter in enumerate("ABDEFG")
    ]
    path = tmp_path / "postcodes.csv"
    path.write_text("\n".join(["postcode,lat,lon,district", *lines]))
    load_postcodes(path)
    assert outline(councils.alpha).made_from == "postcodes"


@pytest.fixture
def command(monkeypatch, capsys):
    """`command("load", path)` runs `localoffer outlines …`; gives the status and all that it said."""

    def run(*words):
        monkeypatch.setattr("sys.argv", ["localoffer", "outlines", *map(str, words)])
        monkeypatch.setattr("django.setup", lambda: None)
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return stopped.value.code or 0, said.out + said.err

    return run


def test_an_operator_loads_a_file_and_sees_how_many_areas(command, councils, tmp_path):
    path = written(tmp_path, feature({"code": MILTON_KEYNES}, ring(-0.8, 52.0)))
    status, said = command("load", path, "--source", "Our own survey")
    assert (status, "1 areas loaded" in said) == (0, True)
    assert outline(councils.alpha).source == "Our own survey"
    status, said = command("derive")
    assert (status, "1 councils have an outline" in said) == (0, True)


def test_an_operator_is_told_in_a_sentence_what_is_wrong_with_a_file(command, tmp_path):
    status, said = command("load", written(tmp_path, feature({}, ring(-0.8, 52.0))))
    assert status == 1
    assert "Feature 1 of areas.geojson can't be read: it has no GSS code" in said
    assert "Traceback" not in said
