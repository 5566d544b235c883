"""What a browser loads for a page by itself."""

from infra.benchmarks.weighing import loaded_by

ADDRESS = "http://alpha.localhost/search/?q=sleep"


def loaded(html):
    return sorted(loaded_by(html, ADDRESS))


def test_styles_scripts_pictures_and_frames_are_loaded():
    html = """
    <link rel="stylesheet" href="/static/a.css"><link rel="shortcut icon" href="/static/i.svg">
    <script src="more.js" defer></script><img src="/p.png" srcset="/p2.png 2x, /p3.png 3x"><iframe src="/f"></iframe>
    """
    names = ["f", "p.png", "p2.png", "p3.png", "search/more.js", "static/a.css", "static/i.svg"]
    assert loaded(html) == [f"http://alpha.localhost/{name}" for name in names]


def test_links_that_people_follow_and_addresses_with_the_data_in_them_are_not():
    html = """
    <a href="https://example.org/">out</a><link rel="canonical" href="https://example.org/">
    <img src="data:image/gif;base64,AA"><script>inline()</script>
    """
    assert loaded(html) == []


def test_what_comes_from_elsewhere_shows_its_host():
    assert loaded('<script src="//cdn.example.org/x.js"></script>') == ["http://cdn.example.org/x.js"]
