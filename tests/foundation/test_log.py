"""The log's roots and proofs are those of the plain definition, at every size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.chains import new_chain
from yunqiao.court.foundation import log, merkle
from yunqiao.court.foundation.connections import open_connection
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import LogLeaf, LogTile
from yunqiao.court.foundation.sequencer import Sequencer
from yunqiao.court.foundation.tiles import TILE_HEIGHT, TILE_WIDTH, Tiles

LARGE = 70_000
Levels = dict[int, list[bytes]]


@pytest.fixture(scope="module")
def levels() -> Levels:
    """What the sequencer stores for a log of two levels of tiles and an edge."""
    stored: Levels = {0: [], 1: [], 2: []}
    frontier = merkle.Frontier(0, lambda _height, _index: b"")
    for number in range(LARGE):
        roots = frontier.append(merkle.leaf_hash(number.to_bytes(4)))
        for level, root in enumerate(roots[::TILE_HEIGHT]):
            stored[level].append(root)
    return stored


def plain_subtree(leaves: list[bytes]) -> merkle.Subtree:
    return lambda height, index: merkle.perfect_root(leaves[index << height : index + 1 << height])


def plain_root(leaves: list[bytes]) -> bytes:
    frontier = merkle.Frontier(0, lambda _height, _index: b"")
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


class Counting:
    """Reads stored levels as the tables do, and counts the rows."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.rows = 0

    def read(self, level: int, start: int, stop: int) -> list[bytes]:
        found = self.levels[level][start:stop]
        self.rows += len(found)
        return found


@settings(max_examples=50, deadline=None)
@given(size=st.integers(1, LARGE), data=st.data())
def test_proofs_from_tiles_are_those_from_the_leaves_and_read_few_rows(
    levels: Levels, size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    size1 = data.draw(st.integers(1, size))
    counting = Counting(levels)
    subtree, plain = Tiles(counting.read).subtree, plain_subtree(levels[0])
    assert merkle.root_of(size, subtree) == plain_root(levels[0][:size])
    assert merkle.inclusion_path(index, size, subtree) == merkle.inclusion_path(index, size, plain)
    assert merkle.consistency_path(size1, size, subtree) == merkle.consistency_path(
        size1, size, plain
    )
    assert counting.rows <= 8 * TILE_WIDTH


def test_a_log_with_a_hole_gives_no_proof(levels: Levels) -> None:
    holed = levels | {1: levels[1][:100]}
    with pytest.raises(LookupError, match="lacks hashes of level 1"):
        merkle.root_of(LARGE, Tiles(Counting(holed).read).subtree)


@pytest.mark.django_db(transaction=True)
def test_the_stored_log_has_the_plain_root_and_proofs_at_every_size_up_to_600() -> None:
    entries = new_chain(600)
    with open_connection() as connection:
        sequencer = Sequencer.take_over(connection)
        assert sequencer
        assert sequencer.append_batch() == 600
    leaves = [merkle.leaf_hash(bytes(entry.hash)) for entry in entries]
    assert [bytes(leaf.hash) for leaf in LogLeaf.objects.order_by("index")] == leaves
    assert LogTile.objects.count() == 2
    assert log.size() == 600
    assert log.root(0) == merkle.EMPTY_ROOT
    for size in range(1, 601):
        root = log.root(size)
        assert root == plain_root(leaves[:size])
        index = size * 7919 % size
        proof = log.inclusion(entries[index].id, size)
        assert (proof.index, proof.size, proof.root) == (index, size, root)
        assert merkle.includes(
            index=index, size=size, leaf=leaves[index], path=proof.path, root=root
        )
        assert merkle.is_consistent(
            size1=size,
            size2=600,
            root1=root,
            root2=plain_root(leaves),
            path=log.consistency(size, 600),
        )


@pytest.mark.django_db
def test_an_entry_outside_the_log_has_no_proof() -> None:
    with pytest.raises(LookupError, match="is not in the log of size 5"):
        log.inclusion(new_id(), 5)
    with pytest.raises(LookupError, match="lacks hashes"):
        log.root(5)
