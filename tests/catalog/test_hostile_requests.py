"""Hostile requests: any query string, path and method is answered, and never with 5xx."""

from urllib.parse import quote

import pytest
from django.test import Client

from catalog import middleware
from tests.addresses import addresses, patterns, public_world
from tests.asking import asked, found, keys_on, shown

pytestmark = pytest.mark.django_db
FINE = {200, 302, 400, 404, 414}
READING = ("sources", "sources-file", "source", "map", "map-csv", "evidence-map",
           "claims", "claims-file")  # fmt: skip

NUMBERS = ["-1", "0", "1e9", "1000000000", "9" * 30, "9" * 3900, "abc", "%00", "1.5",
           "NaN", "Infinity", "2_0", "+1", "%D9%A3", "%C2%B2", "0x10", "1;2", ""]  # fmt: skip
YEARS = ["abc", "9223372036854775808", "-9223372036854775809", "%D9%A3", "2_0",
         "2023.5", "1899", "2101", "2023%00", "%2B2023", "2e3", "-2023"]  # fmt: skip
TEXTS = ["%00", "%ff%fe", "%ed%a0%80", "%25%25_", "%", "%zz", "%F0%9F%92%A9" * 20,
         "%E2%91%B4", "a" * 400, "a" * 401, "%22" * 99, "-" * 99, "+or" * 60,
         "a%22b%22-%22c", "NEAR(a+b)", "title:a*", "a+%26+!b+%7C+(c", "%27%3B--",
         "10.1/", "10.1234/%22", "2305.20050" * 30, "http://", "https://%00",
         "%CC%88" * 50, "%E2%80%AE" * 20, "x%0D%0ASet-Cookie:+a=b"]  # fmt: skip
TERMS = ["nonsense", "-", "--", "-nonsense", "not-stated", "-not-stated", "%00",
         "programmatic%00", "1", "a,b", "contract/programmatic", "*", "%ff", "a" * 3000,
         "-" + "programmatic"]  # fmt: skip
QUERIES = [
    *[f"page={value}" for value in NUMBERS],
    *[f"per_page={value}" for value in [*NUMBERS, "7", "1000000"]],
    *[f"year_min={value}" for value in YEARS],
    *[f"year_max={value}" for value in YEARS],
    *[f"q={value}" for value in TEXTS],
    *[f"{name}={value}" for name in ("contract", "sort", "rows", "columns", "colour",
                                     "standing", "kind") for value in TERMS],
    "q=a&q=b&page=1&page=2&sort=title&sort=oldest&per_page=25&per_page=50",
    "q[]=a&contract[]=programmatic&a[b]=c&[]=1&=2&&&==&?&%3D=%26",
    "rows=contract&columns=contract", "rows=&columns=", "rows=role&rows=contract",
    "id=abc&format=exe&next=//evil.example&_method=DELETE&callback=alert",
    "title__iregex=(a%2B)%2B$&owner__password__startswith=a&o=password&status=draft",
    "order_by=password&ordering=-pk&fields=*&expand=all&limit=1e9&offset=-1",
    "__proto__[a]=b&constructor=1&self=1&data=1&queryset=1&base=1&ignoring=q",
    "contract=programmatic&contract=-programmatic&year_min=2026&year_max=1900&q=-a",
]  # fmt: skip


def body_of(response):
    pieces = response.streaming_content if response.streaming else [response.content]
    return b"".join(pieces)


def ask(client, path, query):
    response = client.get(path, QUERY_STRING=query, secure=True)
    return response.status_code, body_of(response)


@pytest.mark.parametrize("name", READING)
def test_any_query_string_is_answered(client, name):
    public_world()
    path = addresses()[name]
    for query in QUERIES:
        status, body = ask(client, path, query)
        assert status in FINE, query
        assert b"Traceback" not in body


def test_addresses_that_read_no_query_string_take_any(client):
    public_world()
    for name, path in addresses().items():
        for query in ("page=-1&q=%00&year_min=abc", "contract=nonsense", "%ff=%00"):
            status, _ = ask(client, path, query)
            assert status in FINE, (name, query)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 398, 200),
        ("x=" + "a" * (middleware.LONGEST_QUERY - 2), 200),
        ("x=" + "a" * (middleware.LONGEST_QUERY - 1), 414),
        ("q=" + "a" * 1_000_000, 414),
        ("&".join(["x=1"] * middleware.MOST_VALUES), 200),
        ("&".join(["x=1"] * (middleware.MOST_VALUES + 1)), 400),
        ("&".join(["contract=programmatic"] * 100), 200),
        ("&".join(["contract=programmatic"] * 5000), 414),
        ("&" * 3000, 400),
    ],
    ids=lambda value: str(value)[:20],
)
def test_long_query_strings_are_refused_with_the_limit(client, query, status):
    public_world()
    got, body = ask(client, "/sources/", query)
    assert got == status
    if status == 414:
        assert b"at most 4,000 characters" in body
    elif status == 400:
        assert b"at most 100" in body


def test_a_hundred_values_take_no_more_queries_than_one(
    client, django_assert_max_num_queries
):
    sources = public_world()
    known = asked("").vocabulary.facets
    values = [
        f"{key}={no}{term}"
        for key, branch in known.items()
        for term in branch.by_key
        for no in ("", "-")
    ]
    with django_assert_max_num_queries(5):
        assert shown(client, "&".join([*values[:98], "q=zebra"])).status_code == 200
    assert len(sources) == 5


@pytest.mark.parametrize(
    "method", ["post", "put", "patch", "delete", "options", "trace"]
)
def test_pages_are_for_reading_only(client, method):
    public_world()
    for name, path in addresses().items():
        response = getattr(client, method)(path, secure=True)
        assert response.status_code == 405, name


def test_head_answers_as_get_without_a_body(client):
    public_world()
    for name, path in addresses().items():
        got, head = client.get(path, secure=True), client.head(path, secure=True)
        assert body_of(got), name
        assert body_of(head) == b"", name
        assert (head.status_code, head["Content-Type"]) == (
            got.status_code,
            got["Content-Type"],
        ), name


@pytest.mark.parametrize(
    "path",
    [
        "/sources/a.b/", "/sources/a%0Ab/", "/sources/lightman%0A/", "/sources/%00/",
        "/sources/lightman.", "/sources/.bib", "/sources/lightman.bib.bib",
        "/sources/lightman.exe", "/sources.exe", "/sources.%2e%2e", "/sources/../x/",
        "/sources/..%2f..%2fetc/", "/sources/" + "a" * 3000 + "/", "/sources/%ff/",
        "/sources/%ed%a0%80/", "/sources/%E2%80%AElightman/", "/sources/LIGHTMAN/",
        "/sources//", "/\\evil.example/", "/terms/contract/",
        "/terms/contract/nonsense/", "/terms/nonsense/programmatic/",
        "/terms/contract/%00/", "/lessons/0/", "/lessons/-1/", "/lessons/1e3/",
        "/lessons/" + "9" * 30 + "/", "/lessons/" + "9" * 5000 + "/", "/claims/%00/",
        "/claims/nonsense/", "/claims.exe", "/map.exe", "/schemas/../claims.json",
        "/static/../catalog/settings.py", "/static/%2e%2e/manage.py", "/.env", "/.git/",
        "/wp-login.php", "/%3Cscript%3E/", "/sources/$%7B7*7%7D/",
    ],
)  # fmt: skip
def test_any_path_is_answered(client, path):
    public_world()
    response = client.get(path, secure=True)
    assert response.status_code in {301, 400, 404}
    assert "evil.example" not in response.get("Location", "")


def test_a_path_of_two_slashes_leads_to_no_other_host(client, small_world):
    for path in ("//evil.example/sources", "//evil.example/", "///evil.example"):
        response = client.get("/", PATH_INFO=path, secure=True)
        assert response.status_code in {301, 404}
        assert not response.get("Location", "").startswith(("//", "http"))


@pytest.mark.parametrize(
    "headers",
    [
        {"range": "bytes=0-1,5-2,-"},
        {"if-modified-since": "yesterday"},
        {"if-none-match": '"\x7f", W/*'},
        {"accept": "../../etc/passwd"},
        {"accept-encoding": "zip, *;q=-1"},
        {"accept-language": "xx-" + "y" * 500},
        {"x-http-method-override": "DELETE"},
        {"x-forwarded-host": "evil.example"},
        {"hx-request": "true", "hx-current-url": "http://[", "hx-target": "\x00"},
        {"cookie": "session=\x01; __Host-csrf=; =;;"},
    ],
)
def test_odd_headers_change_nothing(client, small_world, headers):
    response = shown(client, **{k.replace("-", "_"): v for k, v in headers.items()})
    assert response.status_code == 200
    assert len(keys_on(response)) == 4
    assert b"evil.example" not in response.content


def test_a_foreign_host_is_refused(client, small_world):
    for host in ("evil.example", "testserver.evil.example", "testserver:x", "a b", ""):
        response = client.get("/", HTTP_HOST=host, secure=True)
        assert response.status_code == 400, host
        assert b"We could not read that request" in response.content


def test_a_form_without_its_token_gets_our_own_page(small_world):
    client = Client(enforce_csrf_checks=True)
    for path in ("/admin/login/", "/sources/"):
        response = client.post(path, {"username": "a"}, secure=True)
        assert response.status_code == 403
        assert b"You may not do that" in response.content


@pytest.mark.parametrize(
    ("payload", "same_as"),
    [
        ("lightman' OR '1'='1", 'lightman or "1 1"'),
        ("lightman'; DROP TABLE catalog_source; --", '"lightman" drop table "catalog source"'),
        ("verifiers') UNION SELECT key FROM catalog_source--", "verifiers union select key"),
        ("verifiers' AND pg_sleep(10)--", '"verifiers" "pg sleep 10"'),
        ("verifiers\\' || 'web", "verifiers web"),
        ('verifiers" NEAR/2 "web', "verifiers near/2 web"),
        ("verifiers* title:web ^a", "verifiers title web"),
        ("veri%", "veri"),
        ("ver_fiers", '"ver fiers"'),
        ("%_%", "?"),
        ("verifiers & !web | (people)", "verifiers web people"),
        ("${7*7} {{7*7}} verifiers", '"7 7" verifiers'),
    ],
)  # fmt: skip
def test_signs_of_other_languages_mean_nothing_to_a_search(
    small_world, payload, same_as
):
    assert found(f"q={quote(payload)}") == found(f"q={quote(same_as)}")


def test_no_public_address_escapes_these_tests():
    assert set(READING) <= {each.name for each in patterns()}
    assert all(each.name for each in patterns())
