"""The vocabulary as every page needs it, read once and kept while it holds."""

import threading
from dataclasses import dataclass, field
from functools import cached_property

from taxonomy.models import Edition, Facet, Term

_held = threading.local()


@dataclass
class Node:
    """A term with its place in the tree; `depth` counts from 0."""

    term: Term
    facet: "Branch"
    depth: int = 0
    children: list["Node"] = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.term, name)

    @property
    def short(self):
        """The label for narrow places."""
        return self.term.short_label or self.term.label


@dataclass
class Branch:
    """A facet with its terms in reading order, parents before their children."""

    facet: Facet
    nodes: list[Node] = field(default_factory=list)
    absence: Node | None = None

    def __getattr__(self, name):
        return getattr(self.facet, name)

    @cached_property
    def by_key(self):
        """The terms of the facet by key, "not-stated" among them."""
        every = [*self.nodes, self.absence] if self.absence else self.nodes
        return {node.term.key: node for node in every}


@dataclass
class Vocabulary:
    """All facets in order, and all terms by primary key."""

    token: str
    facets: dict[str, Branch]
    nodes: dict[int, Node]

    def ancestors(self, pk):
        """Return the primary keys of the terms above the term `pk`, nearest first."""
        above, term = [], self.nodes[pk].term
        while term.parent_id:
            above.append(term.parent_id)
            term = self.nodes[term.parent_id].term
        return above


def vocabulary():
    """Return the current vocabulary: one query while this process holds it, else three."""
    token = Edition.current("taxonomy")
    held = getattr(_held, "vocabulary", None)
    if held is None or held.token != token or not token:
        held = _held.vocabulary = _read(token)
    return held


def _read(token):
    branches = {facet.pk: Branch(facet) for facet in Facet.objects.all()}
    nodes = {}
    for term in Term.objects.order_by("facet__position", "position", "key"):
        term.facet = branches[term.facet_id].facet
        nodes[term.pk] = Node(term, branches[term.facet_id])
    tops = {pk: [] for pk in branches}
    for node in nodes.values():
        if node.term.is_absence:
            node.facet.absence = node
        elif node.term.parent_id:
            nodes[node.term.parent_id].children.append(node)
        else:
            tops[node.term.facet_id].append(node)
    for pk, branch in branches.items():
        _walk(tops[pk], branch, 0)
    return Vocabulary(token, {b.facet.key: b for b in branches.values()}, nodes)


def _walk(nodes, branch, depth):
    for node in nodes:
        node.depth = depth
        branch.nodes.append(node)
        _walk(node.children, branch, depth + 1)
