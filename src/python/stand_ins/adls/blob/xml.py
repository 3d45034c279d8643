"""The XML of the Blob endpoint: listings, block lists, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import http_date
from stand_ins.adls.state.model import FileSystem, Node

DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""What a body must not contain: entities can make a small document huge."""

METADATA_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
"""Metadata whose name can be an XML element; the service leaves the others out of listings."""


def error_xml(code: str, message: str) -> bytes:
    """Return the body of an error."""
    return _document(
        f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    )


def containers_xml(
    endpoint: str,
    prefix: str,
    filesystems: Sequence[FileSystem],
    marker: str,
    *,
    metadata: bool,
    now: float,
) -> bytes:
    """Return a page of containers; ``marker`` is where the next one begins, or ""."""
    items = "".join(
        f"<Container><Name>{escape(each.name)}</Name><Properties>"
        f"<Last-Modified>{http_date(each.modified)}</Last-Modified><Etag>{each.etag}</Etag>"
        f"<LeaseStatus>{'locked' if each.lease.locks(now) else 'unlocked'}</LeaseStatus>"
        f"<LeaseState>{each.lease.state(now)}</LeaseState>"
        "<DefaultEncryptionScope>$account-encryption-key</DefaultEncryptionScope>"
        "<DenyEncryptionScopeOverride>false</DenyEncryptionScopeOverride>"
        "<HasImmutabilityPolicy>false</HasImmutabilityPolicy><HasLegalHold>false</HasLegalHold></Properties>"
        f"{_metadata(each.metadata) if metadata else ''}</Container>"
        for each in filesystems
    )
    return _document(
        f"<EnumerationResults ServiceEndpoint={quoteattr(endpoint)}><Prefix>{escape(prefix)}</Prefix>"
        f"<Containers>{items}</Containers><NextMarker>{escape(marker)}</NextMarker></EnumerationResults>"
    )


def blobs_xml(
    endpoint: str,
    container: str,
    prefix: str,
    delimiter: str,
    entries: Sequence[Node],
    marker: str,
    *,
    metadata: bool,
    now: float,
) -> bytes:
    """Return a page of blobs; with a delimiter directories stand as prefixes."""
    items = "".join(
        (
            f"<BlobPrefix><Name>{escape(node.path)}/</Name></BlobPrefix>"
            if node.is_directory and delimiter
            else _blob(node, metadata=metadata, now=now)
        )
        for node in entries
    )
    return _document(
        f"<EnumerationResults ServiceEndpoint={quoteattr(endpoint)} ContainerName={quoteattr(container)}>"
        f"<Prefix>{escape(prefix)}</Prefix>"
        + (f"<Delimiter>{escape(delimiter)}</Delimiter>" if delimiter else "")
        + f"<Blobs>{items}</Blobs><NextMarker>{escape(marker)}</NextMarker></EnumerationResults>"
    )


def blocks_xml(
    committed: Sequence[tuple[str, int]], uncommitted: Sequence[tuple[str, int]]
) -> bytes:
    """Return the blocks (id, size) of a blob."""
    lists = "".join(
        f"<{name}>"
        + "".join(
            f"<Block><Name>{escape(block)}</Name><Size>{size}</Size></Block>"
            for block, size in blocks
        )
        + f"</{name}>"
        for name, blocks in (("CommittedBlocks", committed), ("UncommittedBlocks", uncommitted))
    )
    return _document(f"<BlockList>{lists}</BlockList>")


def block_list(body: bytes) -> list[tuple[str, str]]:
    """Return where each block is looked for (``Latest``, ``Committed``, ``Uncommitted``) and its id, in order."""
    if DOCTYPE.search(body):
        raise StorageError("InvalidXmlDocument")
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as error:
        raise StorageError("InvalidXmlDocument") from error
    kinds = ("Latest", "Committed", "Uncommitted")
    if root.tag != "BlockList" or any(child.tag not in kinds for child in root):
        raise StorageError("InvalidXmlDocument")
    return [(child.tag, (child.text or "").strip()) for child in root]


def _blob(node: Node, *, metadata: bool, now: float) -> str:
    kept = node.headers
    return (
        f"<Blob><Name>{escape(node.path)}</Name><Properties>"
        f"<Creation-Time>{http_date(node.created)}</Creation-Time>"
        f"<Last-Modified>{http_date(node.modified)}</Last-Modified><Etag>{node.etag}</Etag>"
        f"<ResourceType>{node.resource_type}</ResourceType>"
        f"<Content-Length>{node.size}</Content-Length><Content-Type>{escape(kept.type)}</Content-Type>"
        f"<Content-Encoding>{escape(kept.encoding)}</Content-Encoding>"
        f"<Content-Language>{escape(kept.language)}</Content-Language><Content-CRC64 />"
        f"<Content-MD5>{escape(kept.md5)}</Content-MD5><Cache-Control>{escape(kept.cache_control)}</Cache-Control>"
        f"<Content-Disposition>{escape(kept.disposition)}</Content-Disposition>"
        "<BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred>"
        f"<LeaseStatus>{'locked' if node.lease.locks(now) else 'unlocked'}</LeaseStatus>"
        f"<LeaseState>{node.lease.state(now)}</LeaseState><ServerEncrypted>true</ServerEncrypted></Properties>"
        f"{_metadata(node.metadata) if metadata else ''}<OrMetadata /></Blob>"
    )


def _metadata(metadata: dict[str, str]) -> str:
    named = ((name, value) for name, value in metadata.items() if METADATA_NAME.fullmatch(name))
    return (
        "<Metadata>"
        + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in named)
        + "</Metadata>"
    )


def _document(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode()
