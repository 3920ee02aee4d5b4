"""What visitors and records say stays text: no element, attribute or address of theirs."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Link
from tests.addresses import public_world
from tests.world import make_source

pytestmark = pytest.mark.django_db


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and all addresses."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.addresses, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [v for name, v in attrs if name in {"href", "src", "action"}]

    def handle_data(self, data):
        self.text += data


PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></script><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "<!--<b>--!><a href=javascript:alert(1)>x</a>",
    "{{7*7}}{% debug %}${7*7}",
    "&lt;b&gt;&#60;b&#62;",
    "$\\href{javascript:alert(1)}{x}$ [x](javascript:alert(1))",
    "\u202e<b>\u2066",
]


def skeleton(client, path, status=200):
    response = client.get(path, secure=True)
    assert response.status_code == status
    return Skeleton(response.content.decode())


def assert_same_bones(page, plain):
    assert page.elements == plain.elements
    for address in page.addresses:
        assert address.startswith(("/", "?", "#", "https://", "http://")), address


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sources/?year_min=2090&q=", 200),
        ("/sources/?q=", 200),
        ("/sources/lightman/?q=", 200),
        ("/claims/?q=", 200),
        ("/sources/?contract=", 400),
        ("/sources/?sort=", 400),
        ("/sources/?page=", 400),
        ("/map/?rows=", 400),
        ("/map/?colour=", 400),
        ("/map/?q=zebra&x=", 200),
    ],
)
def test_what_an_address_says_stays_text(client, path, status, payload):
    public_world()
    plain = skeleton(client, f"{path}zzzz", status)
    page = skeleton(client, path + quote(payload), status)
    assert_same_bones(page, plain)


def test_a_path_not_found_is_not_repeated(client):
    page = skeleton(client, "/" + quote('<b>"onload=x', safe="") + "/", 404)
    assert "onload" not in page.text
    assert ("b", ()) not in page.elements


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_record_says_stays_text(client, payload):
    def pages(text):
        source = make_source(
            key="one", title=text, short_name=text[:100], summary=text, institution=text,
            venue=text, container=text, authors_note=text, volume=text[:20],
            authors=(f"{{{text}}}",), under=["contract/programmatic", "role/model-report"],
            links=[("code", "https://example.org/?a=1&b=<b>")],
        )  # fmt: skip
        paths = ("/sources/", "/sources/one/", "/terms/contract/programmatic/")
        shapes = [skeleton(client, path) for path in paths]
        source.status, source.retired_because = "retired", text
        source.save()
        shapes.append(skeleton(client, "/sources/one/", 410))
        source.delete()
        return shapes

    for page, plain in zip(pages(payload), pages("One two."), strict=True):
        assert_same_bones(page, plain)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " https://a.example",
     "\thttps://a.example", "//evil.example", "\x01javascript:x", "ftp://a.example",
     "javascript://https://x"],
)  # fmt: skip
def test_the_database_takes_links_to_the_web_only(small_world, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(
            source=small_world["lightman"], position=9, kind="code", url=url
        )
