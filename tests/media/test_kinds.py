"""What a file is, is told from its bytes; what could be anything is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.media.kinds import kind_of
from cards.media.references import TYPES
from tests.media import making


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (making.a_png(), "png"),
        (making.a_jpeg(), "jpg"),
        (making.a_gif(), "gif"),
        (making.a_webp(), "webp"),
        (making.an_svg(), "svg"),
        (b"\xef\xbb\xbf<svg/>".replace(b"/", b" /"), "svg"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>\n<svg>', "svg"),
        (making.of_brands(b"avif", b"mif1"), "avif"),
        (making.of_brands(b"mif1", b"miaf", b"avif"), "avif"),
        (making.of_brands(b"M4A ", b"mp42"), "m4a"),
        (making.an_mp3(), "mp3"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (b"\xff\xf3\x84\xc4", "mp3"),
        (b"OggS\0", "ogg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "wav"),
    ],
)
def test_each_kind_is_known_by_how_it_begins(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert kind in TYPES


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body><svg></svg></body></html>",
        b"<!DOCTYPE html><svg>",
        b"<script>alert(1)</script>",
        b"<svgx>",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"#!/bin/sh",
        b"RIFF\x24\0\0\0AVI LIST",
        making.of_brands(b"isom", b"mp41"),
        making.of_brands(b"heic", b"mif1"),
        b"\xff\xfeh\0i\0",  # UTF-16
        b"\xff\xf1\x50\x80",  # AAC
        b"\xff",
    ],
)
def test_anything_else_is_no_kind(data: bytes) -> None:
    assert kind_of(data) is None


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"\0\0\0\x40ftyp" + rest))
def test_any_bytes_are_looked_at_without_an_error(data: bytes) -> None:
    assert kind_of(data) in {*TYPES, None}


@pytest.mark.parametrize("piece", [b"<!-- ", b"<!---->", b" ", b"<?xml ", b"<!DOCTYPE svg [", b"-"])
def test_a_drawing_that_never_begins_is_not_looked_at_for_long(piece: bytes) -> None:
    assert kind_of(b"<?xml ?><!--" + piece * 2_000_000) is None
    assert kind_of(piece * 2_000_000) is None
