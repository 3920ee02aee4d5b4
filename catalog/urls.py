"""Addresses, by trip. The key of a source, claim or term is its address for good."""

from django.contrib import admin
from django.urls import path

from catalog.views import browse, evidence, machine, vocabulary

urlpatterns = [
    path("", vocabulary.home, name="home"),
    path("about/", vocabulary.about, name="about"),
    path("sources/", browse.source_list, name="sources"),
    path("sources.<slug:extension>", machine.sources_file, name="sources-file"),
    path(
        "sources/<slug:key>.<slug:extension>", machine.source_file, name="source-file"
    ),
    path("sources/<slug:key>/", browse.source_page, name="source"),
    path("framework/", vocabulary.framework, name="framework"),
    path("terms/", vocabulary.terms, name="terms"),
    path("terms/<slug:facet>/<slug:key>/", vocabulary.term, name="term"),
    path("map/", vocabulary.crossing_map, name="map"),
    path("map.csv", vocabulary.crossing_csv, name="map-csv"),
    path("claims/", evidence.claim_list, name="claims"),
    path("claims.<slug:extension>", machine.claims_file, name="claims-file"),
    path("claims/<slug:key>.<slug:extension>", machine.claim_file, name="claim-file"),
    path("claims/<slug:key>/", evidence.claim_page, name="claim"),
    path("schemas/claims.json", machine.claims_schema, name="claims-schema"),
    path("lessons/", evidence.lessons, name="lessons"),
    path("lessons/<int:number>/", evidence.lesson_page, name="lesson"),
    path("disputes/", evidence.disputes, name="disputes"),
    path("gaps/", evidence.gaps, name="gaps"),
    path("map/evidence/", evidence.evidence_map, name="evidence-map"),
    path("scaling/", evidence.scaling, name="scaling"),
    path("admin/", admin.site.urls),
]
