"""Block blobs: blocks are put in any order and become the blob's content by a list of their ids."""

from __future__ import annotations

import base64
import binascii

from stand_ins.adls.blob.xml import block_list, blocks_xml
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import Exchange, version_headers
from stand_ins.adls.state import files
from stand_ins.adls.state.content import check_md5
from stand_ins.adls.state.storage import NewPath, filesystem_of, find
from stand_ins.adls.wire import Answer

MOST_BLOCKS = 50_000
LONGEST_ID = 64
ENCRYPTED = {"x-ms-request-server-encrypted": "true"}


def put_block(exchange: Exchange) -> Answer:
    """Keep a block of a blob."""
    block = _block_id(exchange.query.get("blockid", ""))
    filesystem_of(exchange.storage, exchange.at)
    contents = exchange.storage.contents
    content = contents.new()
    try:
        size, digest = contents.write(content, 0, exchange.request.body.pieces())
        check_md5(exchange.request.header("content-md5"), digest)
    except (StorageError, OSError):
        contents.drop([content])
        raise
    contents.drop(exchange.storage.blocks.put(exchange.at, block, content, size))
    return Answer(201, ENCRYPTED)


def put_block_list(exchange: Exchange, new: NewPath) -> Answer:
    """Make the listed blocks, one after the other, the blob."""
    storage, at = exchange.storage, exchange.at
    listed = block_list(exchange.request.body.whole())
    if len(listed) > MOST_BLOCKS:
        raise StorageError("InvalidBlockList", "More than 50,000 blocks.")
    waiting = storage.blocks.of(at)
    if any(kind == "Committed" or block not in waiting for kind, block in listed):
        raise StorageError("InvalidBlockList")
    with storage.namespace.changing():
        content, size = storage.contents.joined([waiting[block][0] for _, block in listed])
        node = files.put_whole(storage, at, new, content, size, exchange.headers)
        storage.contents.drop(storage.blocks.take(at))
    return Answer(201, version_headers(node) | ENCRYPTED)


def get_block_list(exchange: Exchange) -> Answer:
    """Tell the blocks that wait; those of the content are not kept apart."""
    waiting = exchange.storage.blocks.of(exchange.at)
    node = find(exchange.storage, exchange.at)
    if node is None and not waiting:
        raise StorageError("PathNotFound")
    wanted = exchange.query.get("blocklisttype", "committed").lower()
    uncommitted = (
        [] if wanted == "committed" else [(block, size) for block, (_, size) in waiting.items()]
    )
    headers = {"Content-Type": "application/xml"}
    if node is not None:
        headers |= version_headers(node) | {"x-ms-blob-content-length": str(node.size)}
    return Answer(200, headers, blocks_xml([], uncommitted))


def _block_id(text: str) -> str:
    try:
        decoded = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise StorageError("InvalidQueryParameterValue", f"blockid: {text}.") from error
    if not 0 < len(decoded) <= LONGEST_ID:
        raise StorageError("InvalidQueryParameterValue", f"blockid: {text}.")
    return text
