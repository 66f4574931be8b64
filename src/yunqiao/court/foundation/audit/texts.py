"""What the audit says, in English and Chinese."""

from typing import Any, Final

_ENTRY_EN: Final = "entry {seq} ({id}, {kind}) of {stream} {stream_id}"
_ENTRY_ZH: Final = "{stream} {stream_id} 第 {seq} 条（{id}，{kind}）"

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "entries_right": (
        "Entries: {entries} in {streams} chains, every byte, column and place is right.",
        "节点：{streams} 条链共 {entries} 条，内容、字段、顺序均无误。",
    ),
    "altered": (
        f"Entries: {_ENTRY_EN} was altered: its bytes do not give its hash.",
        f"节点：{_ENTRY_ZH}被篡改：内容与哈希不符。",
    ),
    "column_altered": (
        f"Entries: {_ENTRY_EN} was altered: its column {{column}} is not what its body says.",
        f"节点：{_ENTRY_ZH}被篡改：字段 {{column}} 与正文不符。",
    ),
    "deleted": (
        "Entries: entry {missing} of {stream} {stream_id} was deleted; next stands entry {seq} ({id}).",
        "节点：{stream} {stream_id} 第 {missing} 条被删除，其后为第 {seq} 条（{id}）。",
    ),
    "reordered": (
        f"Entries: {_ENTRY_EN} was moved: it was written as entry {{written}}.",
        f"节点：{_ENTRY_ZH}被调换顺序：原为第 {{written}} 条。",
    ),
    "chain_broken": (
        f"Entries: {_ENTRY_EN} does not continue entry {{before}}: one of the two was altered.",
        f"节点：{_ENTRY_ZH}与第 {{before}} 条不相衔接：两者之一被篡改。",
    ),
    "log_right": (
        "Log: {size} leaves, each that of its entry; {waiting} entries still to be appended.",
        "日志：{size} 个叶节点均与节点相符；另有 {waiting} 条待写入。",
    ),
    "leaf_altered": (
        f"Log: leaf {{index}} is not that of {_ENTRY_EN}: the leaf or the entry was altered.",
        f"日志：叶节点 {{index}} 与{_ENTRY_ZH}不符：两者之一被篡改。",
    ),
    "leaf_without_entry": (
        "Log: leaf {index} stands for entry {id}, which is gone from the docket.",
        "日志：叶节点 {index} 对应的节点 {id} 已不在卷宗中。",
    ),
    "leaf_missing": (
        "Log: leaf {index} was deleted: others follow it.",
        "日志：叶节点 {index} 被删除，其后仍有叶节点。",
    ),
    "pending_without_entry": (
        "Log: entry {id} waits for the log but is gone from the docket.",
        "日志：待写入的节点 {id} 已不在卷宗中。",
    ),
    "overdue": (
        "Log: entry {id} of {at} is overdue: recorded more than {seconds} s ago and not in the log.",
        "日志：{at} 的节点 {id} 逾期：记录已超过 {seconds} 秒而未写入日志。",
    ),
    "tiles_right": (
        "Tiles: {tiles}, each the root of its leaves.",
        "分块：共 {tiles} 个，均与叶节点相符。",
    ),
    "tile_altered": (
        "Tiles: tile {level}/{index} is not the root of its leaves.",
        "分块：{level}/{index} 与其叶节点不符。",
    ),
    "tile_missing": (
        "Tiles: tile {level}/{index} is missing.",
        "分块：缺少 {level}/{index}。",
    ),
    "tile_unfounded": (
        "Tiles: tile {level}/{index} stands for leaves that the log has not.",
        "分块：{level}/{index} 所对应的叶节点不存在。",
    ),
    "checkpoints_right": (
        "Checkpoints: {outside} outside, {inside} inside agree with the log, {stamped} time-stamped.",
        "检查点：库外 {outside} 个、库内 {inside} 个均与日志相符，其中 {stamped} 个有时间戳。",
    ),
    "no_checkpoint": (
        "Checkpoints: none has left the database yet.",
        "检查点：尚无检查点离开数据库。",
    ),
    "note_wrong": (
        "Checkpoints: {place} is not to be trusted: {reason}.",
        "检查点：{place} 不可信：{reason}。",
    ),
    "log_cut_off": (
        "Checkpoints: the log has {size} leaves, but {place} says {signed}: its tail was cut off.",
        "检查点：日志仅有 {size} 个叶节点，而 {place} 载明 {signed} 个：尾部被截断。",
    ),
    "root_differs": (
        "Checkpoints: the first {signed} leaves do not give the root in {place}: the log was altered.",
        "检查点：前 {signed} 个叶节点的根与 {place} 所载不符：日志被篡改。",
    ),
    "timestamp_wrong": (
        "Checkpoints: the time-stamp of {place} is wrong: {reason}.",
        "检查点：{place} 的时间戳有误：{reason}。",
    ),
    "documents_right": (
        "Documents: {documents}, every byte as recorded.",
        "文书：共 {documents} 份，逐字节与记录相符。",
    ),
    "document_missing": (
        "Documents: {sha256} is missing.",
        "文书：缺少 {sha256}。",
    ),
    "document_altered": (
        "Documents: {sha256} was altered: its bytes give another hash now.",
        "文书：{sha256} 被篡改：其字节的哈希已不相符。",
    ),
    "not_examined": (
        "{check}: not examined, because what it rests on is wrong.",
        "{check}：因所依据者有误，未予检查。",
    ),
    "unproved": (
        "Unproved so far: {count} entries lie after the last checkpoint outside the database.",
        "尚未证明：最后一个库外检查点之后有 {count} 条。",
    ),
    "clean": (
        "Clean: nothing was altered, deleted, reordered or cut off.",
        "无误：未发现篡改、删除、调换或截断。",
    ),
    "wrong": (
        "Wrong. First: {first}",
        "有误。首先：{first}",
    ),
    "cannot_run": (
        "The audit cannot run: {reason}",
        "无法审计：{reason}",
    ),
}


def sentence(code: str, values: dict[str, Any], language: str) -> str:
    """The sentence for a code, in `en` or `zh`; counts are grouped by thousands."""
    english, chinese = TEXTS[code]
    shown = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()
    }
    return (chinese if language == "zh" else english).format(**shown)
