"""Every kind of page in Chromium: readable by axe, quiet, no wider than the screen; and
what scripts add to pages, with the same trips made without them.
"""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from taxonomy import loading
from tests.claims_world import make_claim
from tests.world import make_source, small_world

pytestmark = pytest.mark.browser

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1600, "height": 1000}
PAGES = [
    "/", "/about/", "/framework/", "/scaling/", "/disputes/", "/gaps/", "/nowhere/",
    "/sources/", "/sources/lightman/?contract=programmatic", "/sources/gone/",
    "/sources/?contract=programmatic&contract=-environmental&q=step",
    "/sources/?q=nowhere&contract=environmental",
    "/sources/?contract=nowhere", "/sources.docx", "/sources/?" + "a=1&" * 101,
    "/claims/", "/claims/steps/", "/lessons/", "/lessons/1/",
    "/terms/", "/terms/contract/programmatic/", "/terms/role/data-release/",
    "/map/evidence/", "/map/", "/map/?columns=construction&colour=contract",
]  # fmt: skip
MOVED = """() => new Promise(resolve => {
    let moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => moved += e.value))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => resolve(moved), 300);
})"""


@pytest.fixture(scope="module", autouse=True)
def _sync_playwright_beside_the_orm():
    # Playwright keeps an event loop in this thread, and Django would refuse queries.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="module")
def browser(_sync_playwright_beside_the_orm):
    """Return Debian's Chromium; playwright downloads none."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        running = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def site(transactional_db, live_server):
    """Return the address of a catalog with the real vocabulary and the small world."""
    facets, tables, problems = loading.read(settings.ROOT / "fixtures" / "taxonomy")
    assert not problems
    loading.write(facets, tables)
    sources = small_world()
    make_source(key="gone", status="retired", retired_because="Withdrawn.")
    stances = ("supports", "contradicts", "qualifies", "supports", "supports")
    pairs = zip(sources.values(), stances, strict=True)
    evidence = [{"source": source, "stance": stance} for source, stance in pairs]
    make_claim(key="steps", statement="Step labels help.", evidence=evidence)
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Return a function that opens an address of the site in a fresh browser."""
    contexts = []

    def opened(address, viewport=DESK, **options):
        context = browser.new_context(base_url=site, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def complaints(page):
    """Return what is wrong with an open page: noise, overflow, then axe's findings."""
    # a page of status 400 or 404 is itself announced as a failure to load
    found = [text for text in page.said if "the server responded with" not in text]
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if over > 0:
        found.append(f"{over} pixels wider than the screen")
    # preload would fetch our style sheets anew, to places where they are not
    results = Axe().run(page, options={"preload": False})
    found += [
        f"{each['id']}: {node['html']}"
        for each in results.response["violations"]
        for node in each["nodes"]
    ]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1600"])
def test_every_page_is_readable_quiet_and_narrow_enough(open_page, viewport, scheme):
    page = open_page("/", viewport, color_scheme=scheme)
    found = {}
    for address in PAGES:
        page.said.clear()
        page.goto(address)
        found[address] = complaints(page)
    assert found == {address: [] for address in PAGES}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1600"])
def test_nothing_moves_while_a_page_arrives(open_page, viewport):
    for address in ("/", "/sources/", "/sources/lightman/"):
        assert open_page(address, viewport).evaluate(MOVED) == 0, address


def test_every_facet_open_is_still_readable(open_page):
    page = open_page("/sources/", PHONE)
    page.locator("summary").first.click()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert complaints(page) == []


def test_slash_goes_to_the_search_box_and_escape_empties_it(open_page):
    page = open_page("/about/")
    box = page.locator("#site-search")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_a_checkbox_narrows_in_place_and_keeps_the_focus(open_page):
    page = open_page("/sources/")
    expect(page.locator("article.source")).to_have_count(4)
    page.evaluate("document.body.dataset.sameDocument = 'yes'")
    box = page.locator("#contract-environmental")
    box.check()
    expect(page.locator("article.source")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/sources/\?.*contract=environmental"))
    expect(page).to_have_title(re.compile("^1 source: .*Environmental"))
    expect(box).to_be_focused()
    expect(page.locator("#announcer")).to_have_text(re.compile("^1 source"))
    expect(page.locator("body[data-same-document]")).to_have_count(1)
    assert page.said == []


def test_facets_stay_as_the_reader_left_them(open_page):
    page = open_page("/sources/")
    page.locator("#facet-contract > summary").click()
    page.locator("#facet-domain > summary").click()
    page.locator("#data-object-step-labelled-trace").check()
    expect(page.locator("article.source")).to_have_count(2)
    expect(page.locator("#facet-contract")).not_to_have_attribute("open", "")
    expect(page.locator("#facet-domain")).to_have_attribute("open", "")


def test_a_long_facet_is_sifted_without_asking_the_server(open_page):
    page = open_page("/sources/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    sieve = page.get_by_label("Find a term in feedback signal")
    sieve.press_sequentially("step lab")
    facet = page.locator("#facet-feedback-signal")
    # the term, and what it stands under
    expect(facet.locator("li:visible")).to_have_count(2)
    sieve.press("Enter")
    page.locator("#q").focus()  # leaving a field that was typed in is a change
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/sources/" in url]


def test_on_a_phone_the_drawer_closes_to_show_what_was_found(open_page):
    page = open_page("/sources/", PHONE)
    expect(page.locator("#q")).to_be_hidden()
    page.locator("#drawer > summary").click()
    page.locator("#contract-environmental").check()
    show = page.locator("button.show")
    expect(show).to_have_text("Show 1 source")
    show.click()
    expect(page.locator("#q")).to_be_hidden()
    expect(page.locator("article.source")).to_have_count(1)


def test_copying_a_citation_says_so_for_a_moment(open_page):
    page = open_page(
        "/sources/lightman/", permissions=["clipboard-read", "clipboard-write"]
    )
    button = page.locator("[data-copy]").first
    source = page.locator(f"#{button.get_attribute('data-copy')}")
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == source.inner_text().split()
    expect(button).to_have_text("Copy")


def test_a_choice_of_colours_outlives_the_page(open_page):
    page = open_page("/", color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Use dark colours").click()
    page.goto("/about/")
    assert page.evaluate(background) != light
    page.get_by_role("button", name="Use light colours").click()
    assert page.evaluate(background) == light
    assert page.evaluate("localStorage.length") == 0


def test_narrowing_works_without_scripts(open_page):
    page = open_page("/sources/", java_script_enabled=False)
    page.locator("#contract-environmental").check()
    page.locator("button.show").click()
    expect(page.locator("article.source")).to_have_count(1)
    expect(page).to_have_url(re.compile("[?&]contract=environmental"))
    expect(page.locator("#contract-environmental")).to_be_checked()


def test_the_skip_link_comes_first_and_leads_to_the_content(open_page):
    page = open_page("/sources/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_every_exclusion_is_reached_and_seen_by_keyboard(open_page):
    page = open_page("/sources/")
    exclude = page.get_by_role("link", name="Exclude Environmental")
    page.locator("#contract-environmental").focus()
    page.keyboard.press("Tab")
    expect(exclude).to_be_focused()
    expect(exclude).to_have_css("opacity", "1")
