"""What every answer carries, our own error pages, and settings that refuse to start."""

import re

import pytest
from django.test import Client
from django.urls import path

from catalog.urls import urlpatterns as ours
from tests.addresses import addresses, public_world

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
}
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
YEAR = 31_536_000  # seconds


def breaks(request):
    """Fail as a page with a fault would, with a secret in the message."""
    raise RuntimeError("SELECT secret FROM /home/somebody")


def refuses(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("SELECT secret FROM /home/somebody")


urlpatterns = [*ours, path("breaks/", breaks), path("refuses/", refuses)]


@pytest.fixture
def served_with_https(settings):
    """Run as production does: HTTPS on, whatever the tests' environment says."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visitor():
    """Return a client that gets the page of an error instead of the error."""
    return Client(raise_request_exception=False)


def assert_safe(response, where):
    for name, value in HEADERS.items():
        assert response.get(name) == value, (where, name)
    policy = response["Content-Security-Policy"]
    assert dict(each.split(" ", 1) for each in policy.split("; ")) == POLICY, where
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers
    if response.status_code != 301:
        kind = response["Content-Type"]
        assert "charset=utf-8" in kind or "json" in kind, (where, kind)


def test_every_public_address_answers_with_safe_headers(visitor, served_with_https):
    public_world()
    for name, url in addresses().items():
        response = visitor.get(url, secure=True)
        assert response.status_code == 200, name
        assert_safe(response, name)
        hsts = response["Strict-Transport-Security"]
        assert f"max-age={YEAR}" in hsts
        assert "includeSubDomains" in hsts


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (301, {"path": "/sources/"}),
        (301, {"path": "/sources", "secure": True}),
        (301, {"path": "/sources/anothername/", "secure": True}),
        (302, {"path": "/sources/?q=", "secure": True}),
        (302, {"path": "/admin/", "secure": True}),
        (200, {"path": "/admin/login/", "secure": True}),
        (400, {"path": "/sources/?page=x", "secure": True}),
        (400, {"path": "/map.csv?rows=x", "secure": True}),
        (400, {"path": "/", "secure": True, "HTTP_HOST": "evil.example"}),
        (400, {"path": "/", "HTTP_HOST": "evil.example"}),
        (403, {"path": "/refuses/", "secure": True}),
        (404, {"path": "/nothing/", "secure": True}),
        (404, {"path": "/sources/nothing/", "secure": True}),
        (404, {"path": "/sources.exe", "secure": True}),
        (404, {"path": "/static/nothing.css", "secure": True}),
        (410, {"path": "/sources/retired/", "secure": True}),
        (414, {"path": "/?x=" + "a" * 5000, "secure": True}),
        (500, {"path": "/breaks/", "secure": True}),
    ],
)
def test_every_kind_of_answer_has_safe_headers(
    visitor, served_with_https, status, request_
):
    from catalog.models import SourceAlias
    from tests.world import make_source

    sources = public_world()
    make_source(key="retired", status="retired", retired_because="Withdrawn.")
    SourceAlias.objects.create(source=sources["lightman"], key="anothername")
    response = visitor.get(**request_)
    assert response.status_code == status
    assert_safe(response, request_["path"])


def test_other_methods_are_answered_with_safe_headers(visitor, served_with_https):
    for method in ("post", "put", "delete", "options"):
        response = getattr(visitor, method)("/sources/", secure=True)
        assert response.status_code == 405
        for name, value in HEADERS.items():
            assert response.get(name) == value


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/?" + "x" * 4001, 414, "We could not read that request"),
        ("/refuses/", 403, "You may not do that"),
        ("/nothing/", 404, "There is nothing here"),
        ("/breaks/", 500, "Something broke on our side"),
    ],
)
def test_errors_have_our_own_pages_that_need_no_database_and_tell_nothing(
    visitor, served_with_https, django_assert_num_queries, url, status, says
):
    with django_assert_num_queries(0):
        response = visitor.get(url, secure=True)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{says}</h1>" in page
    assert not re.search(r"Traceback|/home/|SELECT |catalog\.|django", page)
    assert len(page) < 20_000


def test_no_page_holds_what_the_policy_forbids(visitor, served_with_https):
    public_world()
    for name, url in addresses().items():
        response = visitor.get(url, secure=True)
        if response["Content-Type"].startswith("text/html"):
            page = response.content.decode()
            assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), name
            assert not re.search(r"<script(?![^>]* src=)", page), name
            assert not re.search(r'(src|<link[^>]*href)="(https?:)?//', page.replace(
                'rel="canonical" href="https://testserver', "")), name  # fmt: skip


def test_reading_sets_no_cookie(visitor, served_with_https):
    public_world()
    for url in addresses().values():
        assert not visitor.get(url, secure=True).cookies, url


def test_cookies_are_kept_from_scripts_other_sites_and_plain_http(
    client, served_with_https, settings, admin_user
):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-s", "__Host-c"
    page = client.get("/admin/login/", secure=True)
    given = {"username": "admin", "password": "password"}
    login = client.post("/admin/login/?next=/admin/", given, secure=True)
    assert login.status_code == 302
    cookies = [*page.cookies.values(), *login.cookies.values()]
    assert {cookie.key for cookie in cookies} == {"__Host-s", "__Host-c"}
    for cookie in cookies:
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_a_session_is_new_after_login_and_dead_after_logout(client, admin_user):
    given = {"username": "admin", "password": "password"}
    client.get("/admin/login/", secure=True)
    client.post("/admin/login/", given, secure=True)
    name = next(name for name in client.cookies if name.endswith("session"))
    old = client.cookies[name].value
    assert client.get("/admin/", secure=True).status_code == 200
    client.post("/admin/logout/", secure=True)
    client.cookies[name] = old
    assert client.get("/admin/", secure=True).status_code == 302
